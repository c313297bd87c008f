using System.Collections.Immutable;
using Nms.Gns3;

namespace Nms.Grains.Tests.Gns3;

/// <summary>What happens to a server and its computes.</summary>
public sealed class Gns3ServerLogicTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, 1)]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void A_connection_is_told_at_its_edge(bool? before, int events)
    {
        var (next, told) = Gns3ServerLogic.Connect(new Gns3ServerState { Connected = before }, "lab", s_now);

        Assert.True(next.Connected);
        Assert.Equal(events, told.Length);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void A_loss_is_told_only_of_a_server_that_was_heard(bool? before, int events)
    {
        var (next, told) = Gns3ServerLogic.Disconnect(new Gns3ServerState { Connected = before }, "lab", "refused", s_now);

        Assert.False(next.Connected);
        Assert.Equal(events, told.Length);
    }

    [Fact]
    public void A_load_told_every_second_is_at_most_one_event_in_thirty_seconds()
    {
        var state = new Gns3ServerState();
        var told = new List<(int Second, string Type)>();
        for (var second = 0; second <= 90; second++)
        {
            (state, var events) = Gns3ServerLogic.Observe(state, [Told(cpu: second % 2 * 50)], s_now.AddSeconds(second));
            told.AddRange(events.Select(e => (second, e.Type)));
        }

        Assert.Equal([(0, "compute.created"), (31, "compute.updated"), (62, "compute.updated")], told);
    }

    [Fact]
    public void A_load_that_hardly_moves_is_no_event()
    {
        var (state, _) = Gns3ServerLogic.Observe(new Gns3ServerState(), [Told(cpu: 10)], s_now);

        var (next, events) = Gns3ServerLogic.Observe(state, [Told(cpu: 14)], s_now.AddHours(1));

        Assert.Empty(events);
        Assert.Equal(14, next.Computes[0].Present.CpuUsagePercent);
        Assert.True(Gns3ServerLogic.Same(state, next));
    }

    [Fact]
    public void A_compute_that_disconnects_is_told_at_once()
    {
        var (state, _) = Gns3ServerLogic.Observe(new Gns3ServerState(), [Told(cpu: 10)], s_now);

        var (_, events) = Gns3ServerLogic.Observe(state, [Told(cpu: 10, connected: false)], s_now.AddSeconds(1));

        Assert.Equal(["compute.updated"], events.Select(e => e.Type));
    }

    [Fact]
    public void A_compute_that_is_not_listed_any_more_is_deleted()
    {
        var (state, _) = Gns3ServerLogic.Observe(new Gns3ServerState(), [Told(cpu: 10)], s_now);

        var (next, events) = Gns3ServerLogic.Observe(state, new ServerFacts("2.2.59", ImmutableArray<ComputeSnapshot>.Empty, null), s_now);

        Assert.Equal(["compute.deleted"], events.Select(e => e.Type));
        Assert.Empty(next.Computes);
        Assert.Equal("2.2.59", next.Version);
    }

    private static ComputeObservation Told(double cpu, bool connected = true) =>
        new("local", new ComputeSnapshot("local", "vm", "127.0.0.1", 3080, connected, cpu, 1.8, null));
}
