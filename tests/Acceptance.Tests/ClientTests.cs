using Nms.Client;
using Nms.Client.Events;
using Nms.Contracts.Events;
using Nms.Lab;
using Nms.Testing.Servers;

namespace Nms.Acceptance.Tests;

/// <summary>The .NET client library against the built hub.</summary>
public sealed class ClientTests
{
    private const int Toggles = 12;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_follows_through_a_kill_of_the_hub_misses_nothing_and_has_nothing_twice()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Port = 0, ConsolePortFrom = 0 }, cancellationToken: Cancellation);
        using var gns3 = new Gns3(lab.Url);
        using var folder = new TempFolder();
        var first = await StartAsync(folder, lab, address: null);
        using var nms = new NmsClient(new NmsClientOptions { Address = first.Address, Credentials = NmsCredentials.Basic(NmsProcess.Administrator, NmsProcess.Password) });
        IReadOnlyList<NodeView> nodes;
        using (var hub = new Hub(first))
        {
            nodes = await hub.ShowsAsync(await gns3.NodesAsync(Cancellation), Cancellation);
        }

        var host = nodes.First(node => node.Status == "started" && node.Name.StartsWith("PC", StringComparison.Ordinal));
        var begin = (await nms.Events.ReadAsync(limit: 1, cancellationToken: Cancellation)).Head;
        var taken = new List<EventMessage>();
        var options = new EventStreamOptions
        {
            After = $"{begin}",
            Filter = new EventFilter { Types = ["node.started", "node.stopped"], Nodes = [host.NodeId] },
            FirstPause = TimeSpan.FromMilliseconds(50),
            LongestPause = TimeSpan.FromMilliseconds(500),
        };
        var half = new TaskCompletionSource();
        var following = FollowAsync();

        await ToggleAsync(gns3, host, from: 0, to: Toggles / 2);
        await half.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancellation);
        await first.KillAsync();
        await using var second = await StartAsync(folder, lab, first.Address);
        using var again = new Hub(second);
        await again.ShowsAsync(nodes, Cancellation);
        await ToggleAsync(gns3, host, from: Toggles / 2, to: Toggles);
        await following.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Cancellation);
        await first.DisposeAsync();

        Assert.Equal(Enumerable.Range(0, Toggles).Select(round => round % 2 == 0 ? "node.stopped" : "node.started"), taken.Select(e => e.EventType));
        var log = await nms.Events.ReadAsync($"{begin}", 500, options.Filter, cancellationToken: Cancellation);
        Assert.Equal(log.Events.Select(e => e.EventId), taken.Select(e => e.EventId));

        async Task FollowAsync()
        {
            await foreach (var e in nms.Events.FollowAsync(options, Cancellation))
            {
                taken.Add(e);
                if (taken.Count == Toggles / 2)
                {
                    half.SetResult();
                }
                else if (taken.Count == Toggles)
                {
                    break;
                }
            }
        }
    }

    private static Task<NmsProcess> StartAsync(TempFolder folder, LabServer lab, Uri? address)
    {
        var settings = new Dictionary<string, string> { ["Gns3__Servers__default__Url"] = $"{lab.Url}" };
        if (address is not null)
        {
            settings["ASPNETCORE_URLS"] = address.ToString();
        }

        return NmsProcess.StartAsync(folder.Path, settings, Cancellation);
    }

    private static async Task ToggleAsync(Gns3 gns3, NodeView node, int from, int to)
    {
        for (var round = from; round < to; round++)
        {
            await gns3.TurnAsync(node, round % 2 == 0 ? "stop" : "start", Cancellation);
        }
    }
}
