using Nms.Contracts.Events;

namespace Nms.Contracts.Webhooks;

/// <summary>A webhook, without its secret.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Url">Where it sends to.</param>
/// <param name="OwnerId">The principal in whose name it delivers: what he may see.</param>
/// <param name="OwnerName">His name when he created it.</param>
/// <param name="Types">Event types; empty for all.</param>
/// <param name="Priority">The least urgent wanted.</param>
/// <param name="ProjectId">Projects; empty for all.</param>
/// <param name="NodeId">Nodes; empty for all.</param>
/// <param name="Source">Sources; empty for all.</param>
/// <param name="Subscriptions">Subscriptions of the published contract; empty for all.</param>
/// <param name="Ordered">Whether later events wait while one is retried.</param>
/// <param name="Enabled">Whether it is to deliver.</param>
/// <param name="Status">What it does.</param>
/// <param name="Reason">Why it does not deliver; null when it does.</param>
/// <param name="PausedUntil">When a paused one tries again.</param>
/// <param name="FailingSince">Since when no delivery has succeeded; null when the last one did.</param>
/// <param name="Cursor">Its place in the feed.</param>
/// <param name="Waiting">How many events are set aside for a retry.</param>
/// <param name="Statistics">What it has done.</param>
/// <param name="SecretCreatedAt">When its present secret was made.</param>
/// <param name="FormerSecretUntil">Until when the secret before signs too; null when it does no more.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="ChangedAt">When its settings changed last.</param>
public sealed record WebhookResponse(
    Guid Id,
    string Name,
    string Url,
    string OwnerId,
    string OwnerName,
    IReadOnlyList<string> Types,
    EventPriority Priority,
    IReadOnlyList<Guid> ProjectId,
    IReadOnlyList<Guid> NodeId,
    IReadOnlyList<string> Source,
    IReadOnlyList<string> Subscriptions,
    bool Ordered,
    bool Enabled,
    WebhookStatus Status,
    string? Reason,
    DateTimeOffset? PausedUntil,
    DateTimeOffset? FailingSince,
    string Cursor,
    int Waiting,
    WebhookStatisticsResponse Statistics,
    DateTimeOffset SecretCreatedAt,
    DateTimeOffset? FormerSecretUntil,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt);
