namespace Nms.Contracts.Modules;

/// <summary>A module and how it is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Capabilities">What it can do.</param>
/// <param name="Delivery">How it hears of events.</param>
/// <param name="WebhookUrl">Where its messages are pushed to.</param>
/// <param name="HealthUrl">Its health address.</param>
/// <param name="Events">Event types it subscribed to.</param>
/// <param name="Critical">Whether its silence is a critical event.</param>
/// <param name="BuiltIn">Part of the platform.</param>
/// <param name="Owner">Who registered it.</param>
/// <param name="RegisteredAt">When it first registered.</param>
/// <param name="UpdatedAt">When it last said something new of itself.</param>
/// <param name="LastActivity">When it was last heard of.</param>
/// <param name="Healthy">Whether it counts as well.</param>
/// <param name="Complaint">Why not.</param>
/// <param name="MessageCount">Messages it was sent.</param>
/// <param name="ErrorCount">Those of them that were given up or expired.</param>
/// <param name="PendingMessages">Those that are open.</param>
public sealed record ModuleResponse(
    string Name,
    string? Version,
    IReadOnlyList<string> Capabilities,
    ModuleDelivery Delivery,
    string? WebhookUrl,
    string? HealthUrl,
    IReadOnlyList<string> Events,
    bool Critical,
    bool BuiltIn,
    string Owner,
    DateTimeOffset RegisteredAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset LastActivity,
    bool Healthy,
    string? Complaint,
    long MessageCount,
    long ErrorCount,
    long PendingMessages);
