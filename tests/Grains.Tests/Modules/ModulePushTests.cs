using Microsoft.AspNetCore.Http;
using Nms.Events;
using Nms.Messaging;
using Nms.Modules;
using Nms.Testing;
using Nms.Testing.Servers;

namespace Nms.Grains.Tests.Modules;

/// <summary>Modules that have their messages pushed to an address. Waits are short, so that tests are.</summary>
public sealed class ModulePushTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_a_signed_request_and_2xx_acknowledges_it()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        await using var cluster = await StartAsync();
        await RegisterAsync(cluster, "pushed", receiver);

        var id = await SendAsync(cluster, "pushed");

        Assert.Equal(MessageStatus.Completed, (await EndAsync(cluster, id)).Status);
        var request = receiver.Taken.Single(taken => taken.Id == id.ToString());
        Assert.True(request.IsSignedWith(Secret));
        Assert.Equal(("hub_message", "pushed", 1), (request.Type, request.Headers["nms-module"], request.Attempt));
        Assert.Equal(
            ("monitoring", "monitoring_data", "high", 42), (Text(request, "sender"), Text(request, "message_type"), Text(request, "priority"), request.Json["data"]!["data"]!["cpu"]!.GetValue<int>()));
    }

    [Fact]
    public async Task What_waits_is_brought_in_order_of_priority()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        await using var cluster = await StartAsync();
        await cluster.Grains.Modules().RegisterAsync(Registration("pushed", receiver) with { Delivery = ModuleDelivery.Poll }, Cancelled);
        List<Guid> ids = [];
        foreach (var priority in new[] { EventPriority.Low, EventPriority.Critical, EventPriority.High })
        {
            ids.Add(await SendAsync(cluster, "pushed", priority));
        }

        await RegisterAsync(cluster, "pushed", receiver);
        await EndAsync(cluster, ids[0]);

        Assert.Equal([ids[1], ids[2], ids[0]], receiver.Taken.Select(taken => Guid.Parse(taken.Id)).Where(ids.Contains));
    }

    [Fact]
    public async Task A_receiver_that_answers_5xx_is_asked_again_and_then_the_message_is_a_dead_letter()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        receiver.Answer = Status(500);
        await using var cluster = await StartAsync();
        await RegisterAsync(cluster, "pushed", receiver);

        var id = await SendAsync(cluster, "pushed");
        var dead = await EndAsync(cluster, id);

        Assert.Equal((MessageStatus.Failed, 4, "The module's address: it answered 500"), (dead.Status, dead.Attempts, dead.Error));
        Assert.Equal([1, 2, 3, 4], receiver.Received.Where(request => request.Id == id.ToString()).Select(request => request.Attempt));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        await using var inner = await WebhookReceiver.StartAsync(Cancelled);
        receiver.Answer = (_, context) =>
        {
            context.Response.Redirect(inner.Url.ToString());
            return Task.CompletedTask;
        };
        await using var cluster = await StartAsync();
        await RegisterAsync(cluster, "pushed", receiver);

        var dead = await EndAsync(cluster, await SendAsync(cluster, "pushed"));

        Assert.Contains("redirects are not followed", dead.Error, StringComparison.Ordinal);
        Assert.Empty(inner.Received);
    }

    [Fact]
    public async Task A_receiver_that_hangs_delays_nobody_else_and_its_message_comes_again()
    {
        await using var slow = await WebhookReceiver.StartAsync(Cancelled);
        await using var quick = await WebhookReceiver.StartAsync(Cancelled);
        var hangs = true;
        slow.Answer = (_, context) => hangs ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted) : Task.CompletedTask;
        await using var cluster = await StartAsync(("Nms:Messaging:Retries", "20"), ("Nms:Webhooks:Timeout", "00:00:03"));
        await RegisterAsync(cluster, "slow", slow);
        await RegisterAsync(cluster, "quick", quick);

        var hung = await SendAsync(cluster, "slow");
        List<Guid> others = [];
        for (var i = 0; i < 20; i++)
        {
            others.Add(await SendAsync(cluster, "quick"));
        }

        foreach (var id in others)
        {
            Assert.Equal(MessageStatus.Completed, (await EndAsync(cluster, id)).Status);
        }

        Assert.Empty(slow.Taken);
        hangs = false;
        Assert.Equal(MessageStatus.Completed, (await EndAsync(cluster, hung)).Status);
    }

    [Fact]
    public async Task An_address_that_callers_may_not_reach_is_not_reached_for_them()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        await using var cluster = await StartAsync(("Nms:Outbound:Allowed:0", "192.0.2.1"));
        await RegisterAsync(cluster, "pushed", receiver);

        var dead = await EndAsync(cluster, await SendAsync(cluster, "pushed"));

        Assert.Equal(MessageStatus.Failed, dead.Status);
        Assert.Empty(receiver.Received);
    }

    [Fact]
    public async Task With_202_the_module_acknowledges_by_itself()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        receiver.Answer = Status(StatusCodes.Status202Accepted);
        await using var cluster = await StartAsync();
        await RegisterAsync(cluster, "pushed", receiver);

        var id = await SendAsync(cluster, "pushed");
        await Eventually.IsTrueAsync(() => Task.FromResult(receiver.Taken.Any(taken => taken.Id == id.ToString())), () => "the module has it", Cancelled);
        var settled = await cluster.Grains.Inbox("pushed").AcknowledgeAsync([new Acknowledgement(id, """{"done":true}""")], Cancelled);

        Assert.Equal([id], settled.Settled);
        Assert.Equal("""{"done":true}""", (await EndAsync(cluster, id)).ResponseJson);
    }

    [Fact]
    public async Task What_was_not_taken_when_the_silos_stopped_is_brought_by_the_next_ones()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        await receiver.GoDownAsync();
        var before = await StartAsync(("Nms:Messaging:Retries", "20"));
        await RegisterAsync(before, "pushed", receiver);
        List<Guid> ids = [];
        for (var i = 0; i < 10; i++)
        {
            ids.Add(await SendAsync(before, "pushed"));
        }

        await before.DisposeAsync();
        await receiver.GoUpAsync(Cancelled);

        await using var cluster = await StartAsync(before, ("Nms:Messaging:Retries", "20"));

        foreach (var id in ids)
        {
            Assert.Equal(MessageStatus.Completed, (await EndAsync(cluster, id)).Status);
        }

        Assert.All(receiver.Taken, taken => Assert.True(taken.IsSignedWith(Secret)));
    }

    [Fact]
    public async Task A_module_that_polls_again_has_nothing_pushed()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        await using var cluster = await StartAsync();
        await RegisterAsync(cluster, "pushed", receiver);
        await EndAsync(cluster, await SendAsync(cluster, "pushed"));

        await cluster.Grains.Modules().RegisterAsync(Registration("pushed", receiver) with { Delivery = ModuleDelivery.Poll }, Cancelled);
        var id = await SendAsync(cluster, "pushed");

        Assert.Equal(id, Assert.Single(await cluster.Grains.Inbox("pushed").ReceiveAsync(1, TimeSpan.FromSeconds(20), cancellationToken: Cancelled)).MessageId);
        Assert.DoesNotContain(receiver.Received, request => request.Id == id.ToString());
    }

    private static string Text(ReceivedWebhook request, string member) => request.Json["data"]![member]!.GetValue<string>();

    private static Func<ReceivedWebhook, HttpContext, Task> Status(int status) => (_, context) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static ModuleRegistration Registration(string name, WebhookReceiver receiver) => new()
    {
        Name = name,
        OwnerId = "user:1",
        OwnerName = "olga",
        Delivery = ModuleDelivery.Webhook,
        WebhookUrl = receiver.Url.ToString(),
        NewSecret = Secret,
    };

    private static Task<RegistrationResult> RegisterAsync(NmsTestCluster cluster, string name, WebhookReceiver receiver) =>
        cluster.Grains.Modules().RegisterAsync(Registration(name, receiver), Cancelled);

    private static async Task<Guid> SendAsync(NmsTestCluster cluster, string name, EventPriority priority = EventPriority.High) => (await cluster.Grains.Inbox(name).SendAsync(
        [new MessageDraft { Sender = "monitoring", SentBy = "user:1", Type = MessageType.MonitoringData, Priority = priority, DataJson = """{"cpu":42}""" }], Cancelled))[0].MessageId;

    private static async Task<HubMessage> EndAsync(NmsTestCluster cluster, Guid id) => await Eventually.GetsAsync(
        async token => (await cluster.Grains.Messages().FindAsync(id, token))!, message => message.IsFinished, TimeSpan.FromSeconds(30), message => message.ToString(), Cancelled);

    private static Task<NmsTestCluster> StartAsync(params (string Key, string Value)[] more) => StartAsync(before: null, more);

    private static Task<NmsTestCluster> StartAsync(NmsTestCluster? before, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Nms:Outbound:Allowed:0"] = "127.0.0.1",
            ["Nms:Webhooks:Timeout"] = "00:00:01",
            ["Nms:Messaging:RetryFirst"] = "00:00:00.02",
            ["Nms:Modules:WatchEvery"] = "00:00:00.1",
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        return NmsTestCluster.StartAsync(settings, before: before);
    }
}
