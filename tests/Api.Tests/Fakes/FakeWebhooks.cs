using System.Collections.Concurrent;
using System.Collections.Immutable;
using Nms.Webhooks;

namespace Nms.Api.Tests.Fakes;

/// <summary>Webhooks that deliver nothing: what tests of the edge need of them.</summary>
internal sealed class FakeWebhooks : IWebhookDirectoryGrain
{
    private readonly ConcurrentDictionary<Guid, WebhookSnapshot> _webhooks = new();

    /// <summary>A webhook, or its dead letters.</summary>
    public object Get(Guid id) => new FakeWebhook(id, _webhooks);

    public Task<CreatedWebhook> CreateAsync(WebhookDraft draft, CancellationToken cancellationToken = default) =>
        new FakeWebhook(Guid.CreateVersion7(), _webhooks).CreateAsync(draft, cancellationToken);

    public ValueTask<ImmutableArray<Guid>> ListIdsAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(_webhooks.Keys.ToImmutableArray());

    public Task<ImmutableArray<WebhookSnapshot>> ListAsync(string? ownerId = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(_webhooks.Values.Where(webhook => ownerId is null || webhook.OwnerId == ownerId).ToImmutableArray());

    public Task DeleteAsync(Guid webhookId, CancellationToken cancellationToken = default)
    {
        _webhooks.TryRemove(webhookId, out _);
        return Task.CompletedTask;
    }

    private sealed class FakeWebhook(Guid id, ConcurrentDictionary<Guid, WebhookSnapshot> webhooks) : IWebhookGrain, IWebhookDeadLettersGrain
    {
        private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

        public Task<CreatedWebhook> CreateAsync(WebhookDraft draft, CancellationToken cancellationToken = default)
        {
            webhooks[id] = new WebhookSnapshot
            {
                Id = id,
                Name = draft.Name,
                Url = draft.Url,
                Query = draft.Query,
                OwnerId = draft.OwnerId,
                OwnerName = draft.OwnerName,
                Ordered = draft.Ordered,
                Enabled = draft.Enabled,
                Status = WebhookStatus.Active,
                Statistics = new WebhookStatistics(),
            };
            return Task.FromResult(new CreatedWebhook(webhooks[id], Secret));
        }

        public ValueTask<WebhookSnapshot?> FindAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(webhooks.GetValueOrDefault(id));

        public Task<WebhookSnapshot> UpdateAsync(WebhookChanges changes, CancellationToken cancellationToken = default)
        {
            var before = webhooks[id];
            webhooks[id] = before with { Name = changes.Name ?? before.Name, Url = changes.Url ?? before.Url, Query = changes.Query ?? before.Query };
            return Task.FromResult(webhooks[id]);
        }

        public Task<CreatedWebhook> RotateSecretAsync(TimeSpan overlap, CancellationToken cancellationToken = default) => Task.FromResult(new CreatedWebhook(webhooks[id], Secret));

        public Task<WebhookDelivery> TestAsync(CancellationToken cancellationToken = default) =>
            Task.FromResult(new WebhookDelivery(id, id, "webhook.test", 0, 1, DateTimeOffset.UnixEpoch, true, 200, null, TimeSpan.FromMilliseconds(5)));

        public ValueTask<ImmutableArray<WebhookDelivery>> ListDeliveriesAsync(CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(ImmutableArray<WebhookDelivery>.Empty);

        public Task<int> ReplayAsync(ImmutableArray<Guid>? eventIds, CancellationToken cancellationToken = default) => Task.FromResult(0);

        public ValueTask<WebhookDeadLetters> ListAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(new WebhookDeadLetters([], 0));

        public Task<int> RemoveAsync(ImmutableArray<Guid>? eventIds, CancellationToken cancellationToken = default) => Task.FromResult(0);

        public Task EnsureRunningAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task DeleteAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task AddAsync(WebhookDeadLetter letter, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<int> RemoveBeforeAsync(ImmutableArray<Guid> eventIds, DateTimeOffset before, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task ForgetAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
