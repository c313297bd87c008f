using Nms.Events;
using Nms.Grains.Tests.Events.Streams;
using Nms.Messaging;
using Nms.Modules;
using Nms.Testing;

namespace Nms.Grains.Tests.Modules;

public sealed class ModuleFeedTests
{
    private static readonly Guid s_mine = Guid.NewGuid();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("node.started", MessageType.NodeStatusChange)]
    [InlineData("node.deleted", MessageType.TopologyUpdate)]
    [InlineData("topology.changed", MessageType.TopologyUpdate)]
    [InlineData("link.created", MessageType.NetworkEvent)]
    [InlineData("node.updated", MessageType.NetworkEvent)]
    public void An_event_has_the_message_type_of_the_contract(string type, MessageType expected) => Assert.Equal(expected, ModuleFeedLogic.TypeOf(type));

    [Fact]
    public void A_module_gets_what_it_wants_and_may_see()
    {
        var module = Registration() with { Events = ["node.*", "link.created"], Sight = new ModuleSight([s_mine], Platform: false) };

        Assert.True(ModuleFeedLogic.Wants(module, Event("node.started", s_mine)));
        Assert.True(ModuleFeedLogic.Wants(module, Event("link.created", s_mine)));
        Assert.False(ModuleFeedLogic.Wants(module, Event("link.deleted", s_mine)));
        Assert.False(ModuleFeedLogic.Wants(module, Event("node.started", Guid.NewGuid())));
        Assert.False(ModuleFeedLogic.Wants(module, Event("node.started", Guid.Empty)));
    }

    [Fact]
    public async Task Events_from_the_subscription_on_come_into_the_inbox_once_also_after_a_restart()
    {
        var before = await StartAsync(null);
        await before.Log.AppendAsync([Event("node.started", s_mine)], Cancelled);
        await before.Grains.Modules().RegisterAsync(Registration(), Cancelled);
        var first = Event("node.started", s_mine);
        await before.Log.AppendAsync([first, Event("project.opened", s_mine)], Cancelled);
        await WaitAsync(before, 1);
        await before.DisposeAsync();
        var missed = Event("node.stopped", s_mine);
        await before.Log.AppendAsync([missed], Cancelled);

        await using var cluster = await StartAsync(before);
        await WaitAsync(cluster, 2);

        var messages = cluster.Messages.Messages.Where(message => message.Inbox == "watcher" && message.Type == MessageType.NodeStatusChange).ToList();
        Assert.Equal([MessageIds.Derive(first.EventId, "watcher"), MessageIds.Derive(missed.EventId, "watcher")], messages.Select(message => message.MessageId));
        Assert.Contains(first.EventId.ToString(), messages[0].DataJson, StringComparison.Ordinal);
    }

    private static Task WaitAsync(NmsTestCluster cluster, int count) => Eventually.IsTrueAsync(
        () => Task.FromResult(cluster.Messages.Messages.Count(message => message.Type == MessageType.NodeStatusChange) == count),
        () => $"{count} messages; there are {string.Join(", ", cluster.Messages.Messages.Select(message => $"{message.Inbox} {message.Type}"))}",
        Cancelled);

    private static Task<NmsTestCluster> StartAsync(NmsTestCluster? before) =>
        NmsTestCluster.StartAsync(new Dictionary<string, string?> { ["Nms:Modules:WatchEvery"] = "00:00:00.1" }, before: before);

    private static EventEnvelope Event(string type, Guid projectId) => TestEvents.Create(EventCatalog.PriorityOf(type), projectId) with { Type = type, DataJson = "{}" };

    private static ModuleRegistration Registration() => new()
    {
        Name = "watcher",
        Delivery = ModuleDelivery.Poll,
        Events = ["node.*"],
        OwnerId = "user:1",
        OwnerName = "olga",
        Sight = new ModuleSight(null, Platform: true),
    };
}
