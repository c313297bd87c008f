using Nms.Events;

namespace Nms.Webhooks;

/// <summary>A webhook as it was at one moment, without its secret.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Webhooks.WebhookSnapshot")]
public sealed record WebhookSnapshot
{
    /// <summary>Its id.</summary>
    [Id(0)] public required Guid Id { get; init; }

    /// <summary>What it is for.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>Where it sends to.</summary>
    [Id(2)] public required string Url { get; init; }

    /// <summary>Which events.</summary>
    [Id(3)] public required EventQuery Query { get; init; }

    /// <summary>Id of the principal in whose name it delivers.</summary>
    [Id(4)] public required string OwnerId { get; init; }

    /// <summary>His name when he created it.</summary>
    [Id(5)] public required string OwnerName { get; init; }

    /// <summary>Whether later events wait while one is retried.</summary>
    [Id(6)] public bool Ordered { get; init; }

    /// <summary>Whether it is to deliver.</summary>
    [Id(7)] public bool Enabled { get; init; }

    /// <summary>What it does.</summary>
    [Id(8)] public WebhookStatus Status { get; init; }

    /// <summary>Why it does not deliver; null when it does.</summary>
    [Id(9)] public string? Reason { get; init; }

    /// <summary>When a paused one tries again.</summary>
    [Id(10)] public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>Since when no delivery has succeeded; null when the last one did.</summary>
    [Id(11)] public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Its place in the feed.</summary>
    [Id(12)] public EventCursor Cursor { get; init; }

    /// <summary>How many events are set aside for a retry.</summary>
    [Id(13)] public int Waiting { get; init; }

    /// <summary>What it has done.</summary>
    [Id(14)] public required WebhookStatistics Statistics { get; init; }

    /// <summary>When its present secret was made.</summary>
    [Id(15)] public DateTimeOffset SecretCreatedAt { get; init; }

    /// <summary>Until when the secret before signs too; null when it does no more.</summary>
    [Id(16)] public DateTimeOffset? FormerSecretUntil { get; init; }

    /// <summary>When it was created.</summary>
    [Id(17)] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its settings changed last.</summary>
    [Id(18)] public DateTimeOffset ChangedAt { get; init; }
}
