using System.Collections.Immutable;
using Microsoft.Extensions.Options;

namespace Nms.Webhooks;

/// <summary>What one webhook could not deliver; apart from it, because that one writes its state every second.</summary>
[GrainType("nms.webhook-dead-letters")]
internal sealed class WebhookDeadLettersGrain(
    [PersistentState("webhook-dead-letters", "Default")] IPersistentState<WebhookDeadLettersState> storage, IOptions<WebhookOptions> options)
    : Grain, IWebhookDeadLettersGrain
{
    public Task AddAsync(WebhookDeadLetter letter, CancellationToken cancellationToken) => WriteAsync(storage.State.With(letter, options.Value.MaxDeadLetters));

    public ValueTask<WebhookDeadLetters> ListAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(new WebhookDeadLetters(storage.State.Letters, storage.State.Dropped));

    public Task<int> RemoveAsync(ImmutableArray<Guid>? eventIds, CancellationToken cancellationToken) =>
        RemoveAsync(letter => eventIds?.Contains(letter.EventId) ?? true);

    public Task<int> RemoveBeforeAsync(ImmutableArray<Guid> eventIds, DateTimeOffset before, CancellationToken cancellationToken) =>
        RemoveAsync(letter => letter.DiedAt <= before && eventIds.Contains(letter.EventId));

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await storage.ClearStateAsync(CancellationToken.None);
        DeactivateOnIdle();
    }

    private async Task<int> RemoveAsync(Func<WebhookDeadLetter, bool> which)
    {
        var before = storage.State.Letters.Length;
        var kept = storage.State.Letters.RemoveAll(letter => which(letter));
        if (kept.Length < before)
        {
            await WriteAsync(storage.State with { Letters = kept });
        }

        return before - kept.Length;
    }

    private async Task WriteAsync(WebhookDeadLettersState next)
    {
        var before = storage.State;
        storage.State = next;
        try
        {
            await storage.WriteStateAsync(CancellationToken.None);
        }
        catch
        {
            storage.State = before;
            throw;
        }
    }
}
