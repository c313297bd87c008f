using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Webhooks;

/// <summary>What is kept of a webhook. Secrets are encrypted.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Webhooks.WebhookState")]
internal sealed record WebhookState : IOutboxState<WebhookState>
{
    /// <summary>Null when there is no such webhook.</summary>
    [Id(0)] public WebhookDraft? Settings { get; init; }

    /// <summary>Why it is disabled.</summary>
    [Id(1)] public string? DisabledReason { get; init; }

    /// <summary>The secret, encrypted.</summary>
    [Id(2)] public string Secret { get; init; } = "";

    /// <summary>The secret before, encrypted.</summary>
    [Id(3)] public string? FormerSecret { get; init; }

    /// <summary>Until when the secret before signs too.</summary>
    [Id(4)] public DateTimeOffset? FormerSecretUntil { get; init; }

    [Id(5)] public DateTimeOffset SecretCreatedAt { get; init; }

    [Id(6)] public DateTimeOffset CreatedAt { get; init; }

    [Id(7)] public DateTimeOffset ChangedAt { get; init; }

    [Id(8)] public WebhookProgress Progress { get; init; } = new();

    [Id(9)] public ImmutableArray<EventEnvelope> Outbox { get; init; } = [];

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsEmpty => Settings is null;

    public WebhookState WithOutbox(ImmutableArray<EventEnvelope> outbox) => this with { Outbox = outbox };

    /// <summary>Leaves the secrets out, although they are encrypted.</summary>
    public override string ToString() => $"Webhook {Settings?.Name}";
}
