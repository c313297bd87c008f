using System.Collections.Immutable;
using Microsoft.Extensions.Options;

namespace Nms.Webhooks;

/// <summary>Knows which webhooks there are, and how many there may be.</summary>
[GrainType("nms.webhook-directory")]
internal sealed class WebhookDirectoryGrain(
    [PersistentState("webhook-directory", "Default")] IPersistentState<WebhookDirectoryState> storage, IIdSource ids, IOptions<WebhookOptions> options)
    : Grain, IWebhookDirectoryGrain
{
    private const int FanOut = 16;

    public async Task<CreatedWebhook> CreateAsync(WebhookDraft draft, CancellationToken cancellationToken)
    {
        var known = storage.State.Webhooks;
        if (known.Length >= options.Value.MaxWebhooks)
        {
            throw new ConflictException("too_many_webhooks", $"There are {known.Length} webhooks, as many as there may be; delete one, or raise Nms:Webhooks:MaxWebhooks.");
        }

        if (known.Count(entry => entry.OwnerId == draft.OwnerId) is var own && own >= options.Value.MaxPerOwner)
        {
            throw new ConflictException("too_many_webhooks", $"{draft.OwnerName} has {own} webhooks, as many as one may have; delete one, or raise Nms:Webhooks:MaxPerOwner.");
        }

        // Listed first: what is not listed is not woken after a restart.
        var id = ids.NewId();
        await WriteAsync(known.Add(new WebhookEntry(id, draft.OwnerId)));
        try
        {
            return await GrainFactory.Webhook(id).CreateAsync(draft, CancellationToken.None);
        }
        catch
        {
            await WriteAsync(known);
            throw;
        }
    }

    public ValueTask<ImmutableArray<Guid>> ListIdsAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(storage.State.Webhooks.Select(entry => entry.Id).ToImmutableArray());

    public async Task<ImmutableArray<WebhookSnapshot>> ListAsync(string? ownerId, CancellationToken cancellationToken)
    {
        var asked = storage.State.Webhooks.Where(entry => ownerId is null || entry.OwnerId == ownerId).Select((entry, place) => (entry.Id, place)).ToList();
        var found = new WebhookSnapshot?[asked.Count];
        await BoundedFanOut.ForEachAsync(asked, FanOut, async entry => found[entry.place] = await GrainFactory.Webhook(entry.Id).FindAsync(cancellationToken));
        return [.. found.OfType<WebhookSnapshot>()];
    }

    public async Task DeleteAsync(Guid webhookId, CancellationToken cancellationToken)
    {
        await GrainFactory.Webhook(webhookId).DeleteAsync(CancellationToken.None);
        await WriteAsync(storage.State.Webhooks.RemoveAll(entry => entry.Id == webhookId));
    }

    private async Task WriteAsync(ImmutableArray<WebhookEntry> webhooks)
    {
        var before = storage.State;
        storage.State = new WebhookDirectoryState { Webhooks = webhooks };
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
