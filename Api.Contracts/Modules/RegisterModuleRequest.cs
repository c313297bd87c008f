using System.ComponentModel.DataAnnotations;

namespace Nms.Contracts.Modules;

/// <summary>Registers a module, or tells what is new about it.</summary>
/// <param name="ModuleName">Its name: lower-case letters, digits and . _ -; required.</param>
/// <param name="Capabilities">What it can do, in words of its own.</param>
/// <param name="Version">Its version.</param>
/// <param name="Delivery">How it hears of events; websocket when absent.</param>
/// <param name="HealthUrl">An address that answers 200 while it is well.</param>
/// <param name="Events">Event types it wants as messages, when it polls; node.* stands for all that begin so.</param>
/// <param name="Critical">Whether its silence is a critical event.</param>
/// <param name="WebhookUrl">Where its messages are pushed to; required with delivery webhook.</param>
/// <param name="WebhookSecret">What these requests are signed with: whsec_ and the base64 of 24 to 64 bytes. Required with the first webhook_url, kept when absent, never shown.</param>
public sealed record RegisterModuleRequest(
    [property: Required] string? ModuleName = null,
    IReadOnlyList<string>? Capabilities = null,
    string? Version = null,
    ModuleDelivery? Delivery = null,
    string? HealthUrl = null,
    IReadOnlyList<string>? Events = null,
    bool? Critical = null,
    string? WebhookUrl = null,
    string? WebhookSecret = null);
