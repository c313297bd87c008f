using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Nms.Events;
using Nms.Outbound;
using Nms.Testing;
using Nms.Testing.Fakes;
using Nms.Testing.Servers;
using Nms.Webhooks;

namespace Nms.Grains.Tests.Webhooks;

/// <summary>Where a webhook may reach, what its owner may see, and what ends it.</summary>
public sealed class WebhookAccessTests : WebhookClusterTest
{
    [Fact]
    public async Task A_redirect_is_a_failure_and_is_not_followed()
    {
        await using var inside = await WebhookReceiver.StartAsync(Cancelled);
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        receiver.Answer = (_, context) =>
        {
            context.Response.Redirect(inside.Url.ToString());
            return Task.CompletedTask;
        };
        await using var cluster = await NmsTestCluster.StartAsync(Settings);
        var id = (await CreateAsync(cluster, receiver.Url)).Webhook.Id;

        await PublishAsync(cluster, 1);
        var dead = Assert.Single(await DeadAsync(cluster, id, 1));

        Assert.Equal(302, dead.Status);
        Assert.Contains("redirects are not followed", dead.Reason, StringComparison.Ordinal);
        Assert.Empty(inside.Received);
    }

    [Fact]
    public async Task A_name_that_resolves_inward_is_not_spoken_to()
    {
        await using var inside = await WebhookReceiver.StartAsync(Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(
            new Dictionary<string, string?>(Settings) { ["Nms:Outbound:Allowed:0"] = "192.0.2.1" },
            configure: services => services.AddSingleton<IHostResolver>(new InwardResolver()));
        var id = (await CreateAsync(cluster, new Uri($"http://hook.example:{inside.Url.Port}/"))).Webhook.Id;

        await PublishAsync(cluster, 1);
        var dead = Assert.Single(await DeadAsync(cluster, id, 1));

        Assert.Contains("may not be spoken to", dead.Reason, StringComparison.Ordinal);
        Assert.Empty(inside.Received);
    }

    [Fact]
    public async Task An_address_that_is_forbidden_since_is_not_spoken_to()
    {
        await using var inside = await WebhookReceiver.StartAsync(Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(new Dictionary<string, string?>(Settings) { ["Nms:Outbound:Allowed:0"] = "192.0.2.1" });
        var id = (await CreateAsync(cluster, inside.Url)).Webhook.Id;

        var test = await cluster.Grains.Webhook(id).TestAsync(Cancelled);

        Assert.False(test.Delivered);
        Assert.Contains("127.0.0.1", test.Error, StringComparison.Ordinal);
        Assert.Empty(inside.Received);
    }

    [Fact]
    public async Task Gone_disables_and_an_event_says_so()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        receiver.Answer = Status(410);
        await using var cluster = await NmsTestCluster.StartAsync(Settings);
        var id = (await CreateAsync(cluster, receiver.Url)).Webhook.Id;

        var sequences = await PublishAsync(cluster, 1);
        await cluster.WaitForEventsAsync(events => events.Any(e => e.Type == "webhook.disabled"), "it is disabled", Cancelled);

        var shown = await ShowsAsync(cluster, id, webhook => webhook.Status == WebhookStatus.Disabled);
        Assert.Equal("Its receiver answered 410 Gone.", shown.Reason);
        var e = cluster.Log.Events.Single(e => e.Type == "webhook.disabled");
        Assert.Equal(("nms", EventPriority.High), (e.Source, e.Priority));
        Assert.Contains(id.ToString(), e.DataJson, StringComparison.Ordinal);

        receiver.Answer = Status(200);
        await cluster.Grains.Webhook(id).UpdateAsync(new WebhookChanges(Enabled: true), Cancelled);
        await TakesAsync(receiver, sequences);
    }

    [Fact]
    public async Task A_receiver_that_fails_for_too_long_is_given_up_and_nothing_is_lost()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        receiver.Answer = Status(503);
        await using var cluster = await NmsTestCluster.StartAsync(
            new Dictionary<string, string?>(Settings) { ["Nms:Webhooks:PauseAfter"] = "2", ["Nms:Webhooks:DisableAfter"] = "00:00:01" });
        var id = (await CreateAsync(cluster, receiver.Url)).Webhook.Id;

        var sequences = await PublishAsync(cluster, 20);
        var shown = await ShowsAsync(cluster, id, webhook => webhook.Status == WebhookStatus.Disabled);
        Assert.Contains("it answered 503", shown.Reason, StringComparison.Ordinal);

        receiver.Answer = Status(200);
        await cluster.Grains.Webhook(id).UpdateAsync(new WebhookChanges(Enabled: true), Cancelled);
        await cluster.Grains.Webhook(id).ReplayAsync(null, Cancelled);
        await UntilAsync(
            () => sequences.All(sequence => receiver.Taken.Any(request => request.Type == "node.updated" && request.Sequence == sequence)),
            () => $"{receiver.Taken.Length} taken");
    }

    [Fact]
    public async Task An_owner_gets_what_he_may_see_at_that_moment_and_nothing_else()
    {
        var audience = new ChangingAudience { Sees = e => e.ProjectId == Lab };
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Settings, configure: services => services.AddSingleton<IWebhookAudience>(audience));
        var id = (await CreateAsync(cluster, receiver.Url, owner: "user:limited")).Webhook.Id;

        await PublishAsync(cluster, 2, project: Other);
        await PublishAsync(cluster, 1, project: Guid.Empty);
        var own = await PublishAsync(cluster, 1);
        await TakesAsync(receiver, own);
        Assert.Equal(own, receiver.Taken.Select(request => request.Sequence));
        Assert.Equal(["user:limited"], audience.Asked.Distinct());

        // Judged before each delivery: without an event it would be judged at the next wait's end.
        audience.Sees = null;
        await PublishAsync(cluster, 1);
        await ShowsAsync(cluster, id, webhook => webhook.Status == WebhookStatus.Withheld || webhook.Statistics.Delivered > 1);
        Assert.Single(receiver.Taken);
    }

    [Fact]
    public async Task Limits_are_kept_for_one_owner_and_for_all()
    {
        await using var cluster = await NmsTestCluster.StartAsync(
            new Dictionary<string, string?>(Settings) { ["Nms:Webhooks:MaxPerOwner"] = "1", ["Nms:Webhooks:MaxWebhooks"] = "2" });
        var url = new Uri("http://192.0.2.1/");
        await CreateAsync(cluster, url, owner: "user:a");

        await RefusedAsync("user:a");
        var second = await CreateAsync(cluster, url, owner: "user:b");
        await RefusedAsync("user:c");
        await cluster.Grains.Webhooks().DeleteAsync(second.Webhook.Id, Cancelled);
        await CreateAsync(cluster, url, owner: "user:c");

        Assert.Null(await cluster.Grains.Webhook(second.Webhook.Id).FindAsync(Cancelled));
        Assert.Equal(["user:a", "user:c"], (await cluster.Grains.Webhooks().ListAsync(null, Cancelled)).Select(webhook => webhook.OwnerId));

        async Task RefusedAsync(string owner) =>
            Assert.Equal("too_many_webhooks", (await Assert.ThrowsAsync<ConflictException>(() => CreateAsync(cluster, url, owner: owner))).Code);
    }

    [Fact]
    public async Task The_state_holds_no_secret_in_clear()
    {
        var storage = new RecordingStorage();
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Settings, storage: storage);
        var created = await CreateAsync(cluster, receiver.Url);

        var rotated = await cluster.Grains.Webhook(created.Webhook.Id).RotateSecretAsync(TimeSpan.FromHours(1), Cancelled);

        var written = string.Join('\n', storage.Written);
        Assert.Contains(created.Webhook.Url, written, StringComparison.Ordinal);
        foreach (var secret in new[] { created.Secret, rotated.Secret })
        {
            Assert.DoesNotContain(secret, written, StringComparison.Ordinal);
            Assert.DoesNotContain(secret["whsec_".Length..], written, StringComparison.Ordinal);
        }
    }

    private sealed class InwardResolver : IHostResolver
    {
        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
    }

    private sealed class ChangingAudience : IWebhookAudience
    {
        public Predicate<EventEnvelope>? Sees { get; set; }

        public ConcurrentBag<string> Asked { get; } = [];

        public ValueTask<Predicate<EventEnvelope>?> FindAsync(string principalId, CancellationToken cancellationToken = default)
        {
            Asked.Add(principalId);
            return ValueTask.FromResult(Sees);
        }
    }

    /// <summary>Keeps what was written as JSON, as databases do.</summary>
    private sealed class RecordingStorage : Orleans.Storage.IGrainStorage
    {
        private readonly InMemoryGrainStorage _inner = new();

        public ConcurrentQueue<string> Written { get; } = [];

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => _inner.ReadStateAsync(stateName, grainId, grainState);

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            Written.Enqueue(System.Text.Json.JsonSerializer.Serialize(grainState.State));
            return _inner.WriteStateAsync(stateName, grainId, grainState);
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => _inner.ClearStateAsync(stateName, grainId, grainState);
    }
}
