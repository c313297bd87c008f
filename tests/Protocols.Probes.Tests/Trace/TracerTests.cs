using System.Globalization;
using System.Net;
using Nms.Probes;
using Nms.Testing.Servers;

namespace Nms.Protocols.Probes.Tests.Trace;

/// <summary>Debian's traceroute sees what we see.</summary>
[Collection("there")]
public sealed class TracerTests(NetworkLab lab)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TraceMethod.Udp, "-U")]
    [InlineData(TraceMethod.Icmp, "-I")]
    [InlineData(TraceMethod.Tcp, "-T")]
    public async Task The_way_is_the_one_that_traceroute_finds(TraceMethod method, string option)
    {
        lab.Need();
        NetworkLab.Need("traceroute", "traceroute");
        using var tracer = new Tracer(4, TimeProvider.System);

        var way = await tracer.TraceAsync(NetworkLab.There, new TraceOptions { Method = method, Namespace = NetworkLab.Here, Timeout = TimeSpan.FromSeconds(5) }, Token);
        var theirs = await NetworkLab.RunAsync("here", "traceroute", "-n", "-q", "1", "-w", "5", option, "10.3.0.2");

        Assert.Equal(TraceOutcome.Reached, way.Outcome);
        Assert.Equal([NetworkLab.First, NetworkLab.Second, NetworkLab.There], way.Hops.Select(hop => Assert.Single(hop.Addresses)));
        Assert.Equal(Hops(theirs), way.Hops.Select(hop => hop.Addresses[0].ToString()));
        Assert.All(way.Hops, hop => Assert.Equal((3, 0d), (hop.Replies.Count, hop.Loss)));
        Assert.All(way.Hops, hop => Assert.InRange(hop.Average, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(5)));
    }

    [Theory]
    [InlineData(TraceMethod.Udp)]
    [InlineData(TraceMethod.Icmp)]
    [InlineData(TraceMethod.Tcp)]
    public async Task A_way_of_IPv6_is_traced(TraceMethod method)
    {
        lab.Need();
        Assert.SkipUnless((await NetworkLab.RunAsync("here", "ip", "-6", "addr")).Contains("fd00:1::1", StringComparison.Ordinal), "This kernel has no IPv6.");
        using var tracer = new Tracer(4, TimeProvider.System);

        var way = await tracer.TraceAsync(IPAddress.Parse("fd00:3::2"), new TraceOptions { Method = method, Namespace = NetworkLab.Here, Timeout = TimeSpan.FromSeconds(5), ProbesPerHop = 2 }, Token);

        Assert.Equal(TraceOutcome.Reached, way.Outcome);
        Assert.Equal(["fd00:1::2", "fd00:2::2", "fd00:3::2"], way.Hops.Select(hop => Assert.Single(hop.Addresses).ToString()));
    }

    [Fact]
    public async Task A_router_that_finds_nobody_ends_the_trace()
    {
        lab.Need();
        using var tracer = new Tracer(4, TimeProvider.System);

        var way = await tracer.TraceAsync(NetworkLab.Nobody, new TraceOptions { Namespace = NetworkLab.Here, Timeout = TimeSpan.FromSeconds(5) }, Token);

        Assert.Equal((TraceOutcome.Unreachable, 3), (way.Outcome, way.Hops.Count));
        Assert.Equal([NetworkLab.Second], way.Hops[2].Addresses);
    }

    [Fact]
    public async Task Hops_that_keep_silent_are_lost_and_the_trace_goes_on()
    {
        lab.Need();
        await NetworkLab.RunAsync("second", "ip", "route", "replace", "blackhole", "10.7.0.0/24");
        using var tracer = new Tracer(4, TimeProvider.System);

        var way = await tracer.TraceAsync(
            IPAddress.Parse("10.7.0.1"), new TraceOptions { Namespace = NetworkLab.Here, Timeout = TimeSpan.FromMilliseconds(300), MaxHops = 4, ProbesPerHop = 2, Parallel = 8 }, Token);

        Assert.Equal((TraceOutcome.HopsUsedUp, 4), (way.Outcome, way.Hops.Count));
        Assert.Equal([0d, 1d, 1d], way.Hops.Where(hop => hop.Distance != 2).Select(hop => hop.Loss));
    }

    [Fact]
    public async Task What_cannot_be_sent_is_a_value()
    {
        lab.Need();
        using var tracer = new Tracer(4, TimeProvider.System);

        var way = await tracer.TraceAsync(IPAddress.Parse("255.255.255.255"), new TraceOptions { Namespace = NetworkLab.Here }, Token);

        Assert.Equal((TraceOutcome.NotSent, 0), (way.Outcome, way.Hops.Count));
        Assert.NotEqual(0, way.Code);
    }

    [Fact]
    public async Task A_trace_ends_when_nobody_wants_it()
    {
        lab.Need();
        await NetworkLab.RunAsync("second", "ip", "route", "replace", "blackhole", "10.7.0.0/24");
        using var tracer = new Tracer(1, TimeProvider.System);
        using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            tracer.TraceAsync(IPAddress.Parse("10.7.0.1"), new TraceOptions { Namespace = NetworkLab.Here, Timeout = TimeSpan.FromMinutes(1) }, impatience.Token));
    }

    private static IEnumerable<string> Hops(string output) =>
        output.Split('\n').Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 1 && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out _)).Select(words => words[1]);
}
