using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Nms.Events;
using Nms.Testing.Fakes;

namespace Nms.Api.Tests.Events;

/// <summary>More happens than clients read at once: nobody is closed for it, nothing is lost, and the urgent comes first.</summary>
public sealed class SlowClientTests : ApiTest
{
    private const string Own = "/api/v1/events/ws";

    private readonly InMemoryEventSignal _signal = new();
    private readonly InMemoryEventLog _log;
    private readonly EventFeed _feed;

    public SlowClientTests()
    {
        _log = new InMemoryEventLog(_signal);
        _feed = new EventFeed(_log, _signal, TimeProvider.System, NullLogger<EventFeed>.Instance);
    }

    [Fact]
    public async Task A_hundred_clients_have_every_event_of_a_burst_that_no_queue_holds()
    {
        const int Burst = 5_000;
        await using var feed = _feed;
        await using var host = await ApiHost.StartAsync(feed: feed, realTime: true);
        var clients = await ConnectAsync(host, 100, Own);

        await _log.AppendAsync(Events(Burst, "node.updated"), Cancelled);
        await Task.WhenAll(clients.Select(client => HasAllAsync(client, 1, Burst)));

        Assert.All(host.Gateway.All, client => Assert.Equal(Burst, client.Sent));
        Assert.True(host.Gateway.FellBehind >= 100, $"{host.Gateway.FellBehind} of 100 clients fell behind.");
        Assert.Equal((100, 0), (host.Gateway.Connections, host.Gateway.Dropped));
        await _log.AppendAsync(Events(1, "node.started"), Cancelled);
        await Task.WhenAll(clients.Select(client => HasAllAsync(client, Burst + 1, Burst + 1)));
        await LeaveAsync(clients);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?after=0")]
    public async Task An_urgent_event_reaches_every_client_ahead_of_a_backlog(string query)
    {
        const int Backlog = 100_000;
        await using var feed = _feed;
        await using var host = await ApiHost.StartAsync(feed: feed, realTime: true);
        var late = query.Length > 0;
        if (late)
        {
            await _log.AppendAsync(Events(Backlog, "compute.updated"), Cancelled);
        }

        var clients = await ConnectAsync(host, 10, Own + query);
        if (!late)
        {
            await _log.AppendAsync(Events(Backlog, "compute.updated"), Cancelled);
        }

        // What fits into the sockets' buffers has left already; a kernel left to itself would hold some 10,000 of these events.
        await _log.AppendAsync(Events(1, "server.disconnected"), Cancelled);
        var before = await Task.WhenAll(clients.Select(UntilUrgentAsync));

        Assert.All(before, low => Assert.InRange(low, 0, 4_000));
        Assert.Equal(0, host.Gateway.Dropped);
        await LeaveAsync(clients);

        static async Task<int> UntilUrgentAsync(SocketClient client)
        {
            var low = 0;
            while (await client.ReadSequenceQuicklyAsync() <= Backlog)
            {
                low++;
            }

            return low;
        }
    }

    private static async Task<SocketClient[]> ConnectAsync(ApiHost host, int count, string path) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
        {
            var (client, _) = await SocketClient.ConnectAsync(host, path);
            if (path == Own)
            {
                // Answers leave before the join, so two of them enclose it.
                await client.AskAsync(new JsonObject { ["type"] = "heartbeat" });
                await client.AskAsync(new JsonObject { ["type"] = "heartbeat" });
            }

            return client;
        }));

    private static async Task HasAllAsync(SocketClient client, long first, long last)
    {
        for (var sequence = first; sequence <= last; sequence++)
        {
            Assert.Equal(sequence, await client.ReadSequenceQuicklyAsync());
        }
    }

    private static async Task LeaveAsync(SocketClient[] clients)
    {
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    private static ImmutableArray<EventEnvelope> Events(int count, string type) =>
    [
        .. Enumerable.Range(0, count).Select(_ => new EventEnvelope
        {
            EventId = Guid.NewGuid(),
            Type = type,
            Priority = EventCatalog.PriorityOf(type),
            OccurredAt = DateTimeOffset.UnixEpoch,
            DataJson = "{}",
        }),
    ];
}
