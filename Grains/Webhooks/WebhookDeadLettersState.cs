using System.Collections.Immutable;

namespace Nms.Webhooks;

/// <summary>The dead letters of a webhook, the oldest first.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Webhooks.WebhookDeadLettersState")]
internal sealed record WebhookDeadLettersState
{
    [Id(0)] public ImmutableArray<WebhookDeadLetter> Letters { get; init; } = [];

    [Id(1)] public long Dropped { get; init; }

    /// <summary>The state with one more letter, and no more than there may be. Pure.</summary>
    public WebhookDeadLettersState With(WebhookDeadLetter letter, int most)
    {
        var letters = Letters.RemoveAll(known => known.EventId == letter.EventId).Add(letter);
        var excess = Math.Max(0, letters.Length - most);
        return new WebhookDeadLettersState { Letters = letters.RemoveRange(0, excess), Dropped = Dropped + excess };
    }
}
