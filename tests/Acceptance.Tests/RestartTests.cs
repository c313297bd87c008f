using Nms.Lab;
using Nms.Testing.Servers;

namespace Nms.Acceptance.Tests;

/// <summary>The hub comes and goes; the lab and the log do not notice.</summary>
public sealed class RestartTests
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killing_the_hub_during_activity_loses_no_event_and_doubles_none()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Port = 0, ConsolePortFrom = 0 }, cancellationToken: Cancellation);
        using var gns3 = new Gns3(lab.Url);
        using var folder = new TempFolder();
        KeyValuePair<string, string>[] settings = [new("Gns3__Servers__default__Url", $"{lab.Url}")];

        IReadOnlyList<NodeView> nodes;
        IReadOnlyList<EventView> heard;
        await using (var process = await NmsProcess.StartAsync(folder.Path, settings, Cancellation))
        {
            using var hub = new Hub(process);
            nodes = [.. (await hub.ShowsAsync(await gns3.NodesAsync(Cancellation), Cancellation)).Where(node => node.Status == "started" && IsHost(node))];
            await using var feed = await EventSocket.FollowAsync(process.Address, Cancellation);

            // Kept up past the kill: the hub dies with notifications on their way.
            using var enough = new CancellationTokenSource();
            var activity = ToggleAsync(gns3, nodes, enough.Token);
            await feed.NextAsync(e => e.Type == "node.started" && feed.Events.Count >= 20, s_soon, Cancellation);
            await process.KillAsync();
            await enough.CancelAsync();
            await activity;
            heard = feed.Events;
        }

        var expected = await gns3.NodesAsync(Cancellation);
        Assert.NotEmpty(expected);
        await using var again = await NmsProcess.StartAsync(folder.Path, settings, Cancellation);
        using var after = new Hub(again);
        await after.ShowsAsync(expected, Cancellation);
        var log = await after.EventsAsync(Cancellation);

        Assert.Equal(Enumerable.Range(1, log.Count).Select(number => (long)number), log.Select(e => e.Sequence));
        Assert.Equal(log.Count, log.Select(e => e.EventId).Distinct().Count());
        Assert.All(heard, e => Assert.Contains(e, log));
        Assert.All(nodes, node => AssertAlternates(log, node, expected.Single(other => other.NodeId == node.NodeId).Status));
    }

    [Fact]
    public async Task A_second_start_finds_everything_where_it_was()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Port = 0, ConsolePortFrom = 0 }, cancellationToken: Cancellation);
        using var gns3 = new Gns3(lab.Url);
        using var folder = new TempFolder();
        KeyValuePair<string, string>[] settings = [new("Gns3__Servers__default__Url", $"{lab.Url}")];
        var expected = await gns3.NodesAsync(Cancellation);

        IReadOnlyList<EventView> before;
        await using (var first = await NmsProcess.StartAsync(folder.Path, settings, Cancellation))
        {
            using var hub = new Hub(first);
            await hub.ShowsAsync(expected, Cancellation);
            Assert.Equal(0, await first.StopAsync());
        }

        await using (var second = await NmsProcess.StartAsync(folder.Path, [new("Gns3__Servers__default__Url", "http://127.0.0.1:9")], Cancellation))
        {
            using var hub = new Hub(second);
            await hub.ShowsAsync(expected, Cancellation); // from the storage: this GNS3 address answers nothing
            before = await hub.EventsAsync(Cancellation);
        }

        await using var third = await NmsProcess.StartAsync(folder.Path, settings, Cancellation);
        using var last = new Hub(third);
        await last.ShowsAsync(expected, Cancellation);
        var log = await last.EventsAsync(Cancellation);

        Assert.Equal(before, log.Take(before.Count));
        Assert.DoesNotContain(log.Skip(before.Count), e => e.Type.StartsWith("node.", StringComparison.Ordinal) || e.Type.StartsWith("link.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_happened_while_the_hub_was_away_becomes_events()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Port = 0, ConsolePortFrom = 0 }, cancellationToken: Cancellation);
        using var gns3 = new Gns3(lab.Url);
        using var folder = new TempFolder();
        KeyValuePair<string, string>[] settings = [new("Gns3__Servers__default__Url", $"{lab.Url}")];

        NodeView node;
        await using (var first = await NmsProcess.StartAsync(folder.Path, settings, Cancellation))
        {
            using var hub = new Hub(first);
            node = (await hub.ShowsAsync(await gns3.NodesAsync(Cancellation), Cancellation)).First(node => node.Status == "started" && IsHost(node));
            await first.StopAsync();
        }

        await gns3.TurnAsync(node, "stop", Cancellation);
        await using var second = await NmsProcess.StartAsync(folder.Path, settings, Cancellation);
        using var after = new Hub(second);
        await after.ShowsAsync(await gns3.NodesAsync(Cancellation), Cancellation);

        Assert.Single(await after.EventsAsync(Cancellation), e => e.Type == "node.stopped" && e.NodeId == node.NodeId);
    }

    [Fact]
    public async Task A_stop_with_clients_connected_is_graceful_and_quick()
    {
        using var folder = new TempFolder();
        await using var process = await NmsProcess.StartAsync(folder.Path, cancellationToken: Cancellation);
        await using var feed = await EventSocket.FollowAsync(process.Address, Cancellation);
        var start = TimeProvider.System.GetTimestamp();

        var exitCode = await process.StopAsync();

        Assert.Equal(0, exitCode);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.DoesNotContain("fail:", process.Output, StringComparison.Ordinal);
    }

    private static async Task ToggleAsync(Gns3 gns3, IReadOnlyList<NodeView> nodes, CancellationToken enough)
    {
        for (var round = 0; !enough.IsCancellationRequested; round++)
        {
            var node = nodes[round / 2 % nodes.Count];
            await gns3.TurnAsync(node, round % 2 == 0 ? "stop" : "start", Cancellation);
        }
    }

    // A missing or a doubled event would leave two of the same kind in a row.
    private static void AssertAlternates(IReadOnlyList<EventView> log, NodeView node, string status)
    {
        var power = log.Where(e => e.NodeId == node.NodeId && e.Type is ("node.started" or "node.stopped")).Select(e => e.Type["node.".Length..]).ToList();

        Assert.DoesNotContain(power.Zip(power.Skip(1)), pair => pair.First == pair.Second);
        Assert.Equal(status, power.LastOrDefault(node.Status));
    }

    private static bool IsHost(NodeView node) => node.Name.StartsWith("PC", StringComparison.Ordinal) || node.Name.StartsWith('R');
}
