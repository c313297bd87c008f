using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Nms.Events;
using Nms.Testing;
using Nms.Testing.Servers;
using Nms.Webhooks;

namespace Nms.Grains.Tests.Webhooks;

/// <summary>Silos that may speak to loopback, and receivers on it. Waits are short, so that tests are.</summary>
public abstract class WebhookClusterTest
{
    protected static readonly Guid Lab = Guid.Parse("3da59aa2-a868-4a29-b425-4e9bdc4cc924");
    protected static readonly Guid Other = Guid.Parse("7d1b3c55-1b0c-4f0e-9d52-1f6d0c3a7b11");

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected static Dictionary<string, string?> Settings => new(StringComparer.Ordinal)
    {
        ["Nms:Outbound:Allowed:0"] = "127.0.0.1",
        ["Nms:Webhooks:Timeout"] = "00:00:01",
        ["Nms:Webhooks:FirstRetry"] = "00:00:00.02",
        ["Nms:Webhooks:FirstPause"] = "00:00:00.05",
        ["Nms:Webhooks:LongestPause"] = "00:00:00.2",
    };

    protected static Task<CreatedWebhook> CreateAsync(NmsTestCluster cluster, Uri url, EventQuery? query = null, bool ordered = false, string owner = "user:owner") =>
        cluster.Grains.Webhooks().CreateAsync(new WebhookDraft("hook", url.ToString(), query ?? EventQuery.All, owner, "owner", ordered, Enabled: true), Cancelled);

    /// <summary>Appends events of the lab, and returns their sequence numbers.</summary>
    protected static async Task<long[]> PublishAsync(NmsTestCluster cluster, int count, EventPriority priority = EventPriority.Normal, Guid? project = null) =>
        [.. await cluster.Log.AppendAsync(
            [
                .. Enumerable.Range(0, count).Select(number => new EventEnvelope
                {
                    EventId = Guid.CreateVersion7(), Type = "node.updated", ProjectId = project ?? Lab, Priority = priority,
                    OccurredAt = DateTimeOffset.UnixEpoch, DataJson = $$"""{"project_id":"{{project ?? Lab}}","number":{{number}},"name":"Zürich <1> \"x\""}""",
                }),
            ],
            Cancelled)];

    protected static Task TakesAsync(WebhookReceiver receiver, IEnumerable<long> sequences) => UntilAsync(
        () => sequences.All(sequence => receiver.Taken.Any(request => request.Sequence == sequence)),
        () => $"the receiver has {string.Join(", ", receiver.Taken.Select(request => request.Sequence))} of {receiver.Received.Length} requests");

    protected static Task UntilAsync(Func<bool> condition, Func<string> describe) => Eventually.IsTrueAsync(() => Task.FromResult(condition()), describe, Cancelled);

    protected static Task<WebhookSnapshot> ShowsAsync(NmsTestCluster cluster, Guid id, Func<WebhookSnapshot, bool> condition) => Eventually.GetsAsync(
        async token => (await cluster.Grains.Webhook(id).FindAsync(token))!, condition, TimeSpan.FromSeconds(15), webhook => webhook.ToString(), Cancelled);

    protected static async Task<ImmutableArray<WebhookDeadLetter>> DeadAsync(NmsTestCluster cluster, Guid id, int count) => (await Eventually.GetsAsync(
        async token => await cluster.Grains.WebhookDeadLetters(id).ListAsync(token), dead => dead.Letters.Length == count, TimeSpan.FromSeconds(15),
        dead => $"{dead.Letters.Length} dead letters", Cancelled)).Letters;

    protected static Func<ReceivedWebhook, HttpContext, Task> Status(int status) => (_, context) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };
}
