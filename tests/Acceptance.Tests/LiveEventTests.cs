using Nms.Lab;
using Nms.Testing.Servers;

namespace Nms.Acceptance.Tests;

/// <summary>What somebody else does in GNS3 is heard once, and at once.</summary>
public sealed class LiveEventTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_stopped_in_GNS3_is_one_event_within_a_second()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Port = 0, ConsolePortFrom = 0 }, cancellationToken: Cancellation);
        using var gns3 = new Gns3(lab.Url);
        using var folder = new TempFolder();
        await using var process = await NmsProcess.StartAsync(folder.Path, [new("Gns3__Servers__default__Url", $"{lab.Url}")], Cancellation);
        using var hub = new Hub(process);
        var node = (await hub.ShowsAsync(await gns3.NodesAsync(Cancellation), Cancellation)).First(node => node.Status == "started" && node.Name.StartsWith('R'));
        await using var feed = await EventSocket.FollowAsync(process.Address, Cancellation);

        var heard = feed.NextAsync(e => e.NodeId == node.NodeId && e.Type == "node.stopped", TimeSpan.FromSeconds(1), Cancellation);
        await gns3.TurnAsync(node, "stop", Cancellation);
        await heard;

        // The start that follows is the proof that nothing else came in between: events of one node keep their order.
        await gns3.TurnAsync(node, "start", Cancellation);
        await feed.NextAsync(e => e.NodeId == node.NodeId && e.Type == "node.started", TimeSpan.FromSeconds(5), Cancellation);
        Assert.Equal(["node.stopped", "node.started"], PowerEvents(feed.Events, node));
        Assert.Equal(["node.stopped", "node.started"], PowerEvents(await hub.EventsAsync(Cancellation), node));
    }

    private static IEnumerable<string> PowerEvents(IEnumerable<EventView> events, NodeView node) => events
        .Where(e => e.NodeId == node.NodeId && e.Type is ("node.started" or "node.stopped" or "node.suspended"))
        .Select(e => e.Type);
}
