using Nms.Events;
using Nms.Testing;
using Nms.Testing.Servers;
using Nms.Webhooks;

namespace Nms.Grains.Tests.Webhooks;

/// <summary>From the log to a receiver.</summary>
public sealed class WebhookDeliveryTests : WebhookClusterTest
{
    [Fact]
    public async Task An_event_arrives_signed_as_the_socket_shows_it()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Settings);
        var created = await CreateAsync(cluster, receiver.Url);

        var sequences = await PublishAsync(cluster, 2);
        await TakesAsync(receiver, sequences);

        var (request, e) = (receiver.Taken[0], cluster.Log.Events[0]);
        Assert.True(request.IsSignedWith(created.Secret));
        Assert.False(request.IsSignedWith("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        Assert.Equal(e.EventId.ToString(), request.Id);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.StartsWith("NMS-Webhooks/", request.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal(created.Webhook.Id.ToString(), request.Headers["nms-webhook-id"]);
        Assert.Equal(["type", "timestamp", "data"], request.Json.AsObject().Select(member => member.Key));
        Assert.Equal("node.updated", request.Type);
        Assert.Equal("Zürich <1> \"x\"", request.Json["data"]!["data"]!["name"]!.GetValue<string>());
        Assert.Equal(2, receiver.Taken.Select(taken => taken.Headers["nms-delivery-id"]).Distinct().Count());
    }

    [Fact]
    public async Task What_happened_before_a_webhook_was_made_is_not_delivered()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Settings);
        await PublishAsync(cluster, 3);

        await CreateAsync(cluster, receiver.Url);
        var later = await PublishAsync(cluster, 1);
        await TakesAsync(receiver, later);

        Assert.Equal(later, receiver.Taken.Select(request => request.Sequence));
    }

    [Fact]
    public async Task Only_what_is_asked_for_is_delivered()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Settings);
        await CreateAsync(cluster, receiver.Url, EventQuery.All with { MinimumPriority = EventPriority.High, Projects = [Lab], Types = ["node.*"] });

        await PublishAsync(cluster, 2);
        await PublishAsync(cluster, 2, EventPriority.High, Other);
        var wanted = await PublishAsync(cluster, 1, EventPriority.Critical);
        await TakesAsync(receiver, wanted);

        Assert.Equal(wanted, receiver.Taken.Select(request => request.Sequence));
    }

    [Fact]
    public async Task A_critical_event_overtakes_a_backlog()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        receiver.Answer = (_, _) => first.Task;
        await using var cluster = await NmsTestCluster.StartAsync(Settings);
        await CreateAsync(cluster, receiver.Url);
        await PublishAsync(cluster, 1, EventPriority.Low);
        await UntilAsync(() => receiver.Received.Length == 1, () => "the first is on its way");

        var low = await PublishAsync(cluster, 200, EventPriority.Low);
        var critical = await PublishAsync(cluster, 1, EventPriority.Critical);
        first.SetResult();
        await TakesAsync(receiver, [.. low, .. critical]);

        // A few may go while the critical one is being read; the backlog does not.
        Assert.InRange(receiver.Taken.Select(request => request.Sequence).ToList().IndexOf(critical[0]), 1, 100);
    }

    [Fact]
    public async Task An_event_that_fails_is_tried_again_while_later_ones_pass()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Settings);
        var hook = await CreateAsync(cluster, receiver.Url);
        var first = (await PublishAsync(cluster, 1))[0];
        await TakesAsync(receiver, [first]);
        receiver.Answer = (request, context) =>
        {
            context.Response.StatusCode = request.Sequence == first + 1 && request.Attempt < 3 ? 500 : 204;
            return Task.CompletedTask;
        };

        var sequences = await PublishAsync(cluster, 4);
        await TakesAsync(receiver, sequences);

        var attempts = receiver.Received.Where(request => request.Sequence == first + 1).ToList();
        Assert.Equal([1, 2, 3], attempts.Select(request => request.Attempt));
        Assert.Single(attempts.Select(request => request.Id).Distinct());
        Assert.Equal(3, attempts.Select(request => request.Headers["nms-delivery-id"]).Distinct().Count());
        Assert.All(attempts, request => Assert.True(request.IsSignedWith(hook.Secret)));
        Assert.NotEqual(first + 1, receiver.Taken[1].Sequence);
        var shown = await ShowsAsync(cluster, hook.Webhook.Id, webhook => webhook.Statistics.Delivered == 5);
        Assert.Equal((2, 2, 0, 204), (shown.Statistics.Failed, shown.Statistics.Retried, shown.Statistics.DeadLettered, shown.Statistics.LastStatus));
        Assert.Equal(7, (await cluster.Grains.Webhook(hook.Webhook.Id).ListDeliveriesAsync(Cancelled)).Length);
    }

    [Fact]
    public async Task What_fails_for_good_is_a_dead_letter_that_can_be_replayed_and_purged()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        receiver.Answer = Status(500);
        await using var cluster = await NmsTestCluster.StartAsync(Settings);
        var id = (await CreateAsync(cluster, receiver.Url)).Webhook.Id;

        var sequences = await PublishAsync(cluster, 2);
        var dead = await DeadAsync(cluster, id, 2);

        Assert.Equal(sequences, dead.Select(letter => letter.Sequence).Order());
        Assert.All(dead, letter => Assert.Equal((4, "it answered 500", 500), (letter.Attempts, letter.Reason, letter.Status)));
        receiver.Answer = Status(200);
        Assert.Equal(1, await cluster.Grains.Webhook(id).ReplayAsync([dead[0].EventId], Cancelled));
        await TakesAsync(receiver, [dead[0].Sequence]);
        Assert.Equal(dead[1].EventId, Assert.Single(await DeadAsync(cluster, id, 1)).EventId);
        Assert.Equal(1, await cluster.Grains.WebhookDeadLetters(id).RemoveAsync(null, Cancelled));
        await DeadAsync(cluster, id, 0);
        Assert.Equal(0, await cluster.Grains.Webhook(id).ReplayAsync(null, Cancelled));
    }

    [Fact]
    public async Task Dead_letters_are_bounded_and_what_made_room_is_counted()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        receiver.Answer = Status(500);
        await using var cluster = await NmsTestCluster.StartAsync(new Dictionary<string, string?>(Settings) { ["Nms:Webhooks:Retries"] = "0", ["Nms:Webhooks:MaxDeadLetters"] = "3" });
        var id = (await CreateAsync(cluster, receiver.Url)).Webhook.Id;

        await PublishAsync(cluster, 8);
        await ShowsAsync(cluster, id, webhook => webhook.Statistics.DeadLettered == 8);

        var dead = await cluster.Grains.WebhookDeadLetters(id).ListAsync(Cancelled);
        Assert.Equal((3, 5), (dead.Letters.Length, dead.Dropped));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_receiver_that_was_down_for_long_gets_everything_when_it_comes_back(bool ordered)
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(
            new Dictionary<string, string?>(Settings) { ["Nms:Webhooks:PauseAfter"] = "2", ["Nms:Webhooks:MaxWaiting"] = "8" });
        var id = (await CreateAsync(cluster, receiver.Url, ordered: ordered)).Webhook.Id;
        await receiver.GoDownAsync();

        var sequences = await PublishAsync(cluster, 40);
        await ShowsAsync(cluster, id, webhook => webhook is { Status: WebhookStatus.Paused, Statistics.Failed: > 8 });
        await receiver.GoUpAsync(Cancelled);
        await TakesAsync(receiver, sequences);

        await DeadAsync(cluster, id, 0);
        var shown = await ShowsAsync(cluster, id, webhook => webhook is { Status: WebhookStatus.Active, Waiting: 0 });
        Assert.Null(shown.FailingSince);
        if (ordered)
        {
            Assert.Equal(sequences, receiver.Taken.Select(request => request.Sequence));
        }
    }

    [Fact]
    public async Task A_receiver_that_hangs_is_told_so_and_delays_no_other()
    {
        await using var hanging = await WebhookReceiver.StartAsync(Cancelled);
        hanging.Answer = (_, context) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Settings);
        var stuck = (await CreateAsync(cluster, hanging.Url)).Webhook.Id;
        await CreateAsync(cluster, receiver.Url);

        var sequences = await PublishAsync(cluster, 50);
        await TakesAsync(receiver, sequences);

        Assert.True(hanging.Received.Length <= 2, $"{hanging.Received.Length} requests hang while 50 were delivered");
        var shown = await ShowsAsync(cluster, stuck, webhook => webhook.Statistics.Failed > 0);
        Assert.Equal("it did not answer within 1 s", shown.Statistics.LastError);
    }

    [Fact]
    public async Task Two_secrets_sign_while_they_overlap()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Settings);
        var created = await CreateAsync(cluster, receiver.Url);
        var webhook = cluster.Grains.Webhook(created.Webhook.Id);

        var second = await webhook.RotateSecretAsync(TimeSpan.FromHours(1), Cancelled);
        await TakesAsync(receiver, await PublishAsync(cluster, 1));
        var third = await webhook.RotateSecretAsync(TimeSpan.Zero, Cancelled);
        await TakesAsync(receiver, await PublishAsync(cluster, 1));

        Assert.True(receiver.Taken[0].IsSignedWith(created.Secret) && receiver.Taken[0].IsSignedWith(second.Secret));
        Assert.True(receiver.Taken[1].IsSignedWith(third.Secret));
        Assert.False(receiver.Taken[1].IsSignedWith(second.Secret));
        Assert.Null(third.Webhook.FormerSecretUntil);
    }

    [Fact]
    public async Task A_test_is_signed_and_says_how_it_ended_also_while_disabled()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Settings);
        var created = await CreateAsync(cluster, receiver.Url);
        var webhook = cluster.Grains.Webhook(created.Webhook.Id);
        await webhook.UpdateAsync(new WebhookChanges(Enabled: false), Cancelled);

        var taken = await webhook.TestAsync(Cancelled);
        receiver.Answer = Status(404);
        var refused = await webhook.TestAsync(Cancelled);

        Assert.Equal((true, 200, null), (taken.Delivered, taken.Status, taken.Error));
        Assert.Equal((false, 404, "it answered 404"), (refused.Delivered, refused.Status, refused.Error));
        Assert.Equal("webhook.test", Assert.Single(receiver.Taken).Type);
        Assert.True(receiver.Taken[0].IsSignedWith(created.Secret));
    }

    [Fact]
    public async Task Purged_events_are_told_of_as_a_gap()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Settings);
        var id = (await CreateAsync(cluster, receiver.Url)).Webhook.Id;
        await cluster.Grains.Webhook(id).UpdateAsync(new WebhookChanges(Enabled: false), Cancelled);
        await using var other = await WebhookReceiver.StartAsync(Cancelled);
        await CreateAsync(cluster, other.Url);
        var lost = await PublishAsync(cluster, 3);
        await TakesAsync(other, lost);
        await cluster.Log.PurgeAsync(EventPriority.Normal, DateTimeOffset.UnixEpoch.AddDays(1), keep: 0, Cancelled);

        await cluster.Grains.Webhook(id).UpdateAsync(new WebhookChanges(Enabled: true), Cancelled);
        await PublishAsync(cluster, 1, EventPriority.High);
        await UntilAsync(() => receiver.Taken.Length >= 2, () => "the gap and the event after it");

        var gap = receiver.Taken.Single(request => request.Type == "webhook.gap").Json["data"]!["missing"]![0]!;
        Assert.Equal("normal", gap["priority"]!.GetValue<string>());
        Assert.Equal(lost[^1], gap["to"]!.GetValue<long>());
        await ShowsAsync(cluster, id, webhook => webhook.Statistics.Gaps == 1);
    }
}
