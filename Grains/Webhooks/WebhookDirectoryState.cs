using System.Collections.Immutable;

namespace Nms.Webhooks;

/// <summary>Which webhooks there are, the oldest first.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Webhooks.WebhookDirectoryState")]
internal sealed record WebhookDirectoryState
{
    [Id(0)] public ImmutableArray<WebhookEntry> Webhooks { get; init; } = [];
}

/// <summary>A webhook and whose it is.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Webhooks.WebhookEntry")]
internal sealed record WebhookEntry([property: Id(0)] Guid Id, [property: Id(1)] string OwnerId);
