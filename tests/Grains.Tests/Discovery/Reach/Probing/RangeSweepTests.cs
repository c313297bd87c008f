using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;
using Nms.Discovery.Reach;
using Nms.Discovery.Reach.Probing;
using Nms.Probes;
using Nms.Testing.Servers;

namespace Nms.Grains.Tests.Discovery.Reach.Probing;

public sealed class RangeSweepTests(NetworkLab lab) : IClassFixture<NetworkLab>
{
    private static readonly HostProbeOptions s_options = new() { ConnectTimeout = TimeSpan.FromSeconds(20), EchoTimeout = TimeSpan.FromSeconds(5), SweepPorts = [22, 80] };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Behind_forwarded_ports_only_what_accepts_is_there()
    {
        await using var first = ScriptedServers.Start(IPAddress.Parse("127.200.7.1"), [(22, ScriptedServers.HangAsync), (80, ScriptedServers.HangAsync)]);
        var progress = new Progress();

        var found = await SweepAsync(s_options, Translation(first), new SweepRequest(IPAddressSet.Parse("10.7.0.0/28")) { Progress = progress });

        Assert.Equal(("10.7.0.1", SweepEvidence.OpenPort, 22), Assert.Single(found));
        Assert.Equal(1, first.Connections);
        Assert.Equal(new SweepProgress(16, 16), progress.Last);
    }

    [Fact]
    public async Task Who_has_no_port_open_is_asked_for_an_agent()
    {
        await using var first = ScriptedServers.Start(IPAddress.Parse("127.200.7.1"), [(22, ScriptedServers.HangAsync)]);
        var asked = new ConcurrentBag<(string, string)>();

        var found = await SweepAsync(s_options, Translation(first), new SweepRequest(IPAddressSet.Parse("10.7.0.0/30"))
        {
            AskAgent = (address, endPoint, _) =>
            {
                asked.Add((address.ToString(), endPoint.Address.ToString()));
                Assert.Equal(161 + first.Route.PortOffset, endPoint.Port);
                return Task.FromResult(address.ToString() == "10.7.0.3");
            },
        });

        Assert.Equal([("10.7.0.1", SweepEvidence.OpenPort, 22), ("10.7.0.3", SweepEvidence.Agent, 161)], found);
        Assert.Equal([("10.7.0.0", "127.200.7.0"), ("10.7.0.2", "127.200.7.2"), ("10.7.0.3", "127.200.7.3")], asked.Order());
    }

    [Fact]
    public async Task What_fails_while_it_asks_for_agents_is_thrown()
    {
        await using var first = ScriptedServers.Start(IPAddress.Parse("127.200.7.1"), [(22, ScriptedServers.HangAsync)]);

        await Assert.ThrowsAsync<InvalidDataException>(() => SweepAsync(s_options, Translation(first), new SweepRequest(IPAddressSet.Parse("10.7.0.0/30"))
        {
            AskAgent = (_, _, _) => throw new InvalidDataException(),
        }));
    }

    [Fact]
    public async Task A_range_that_the_policy_forbids_is_not_begun()
    {
        await using var first = ScriptedServers.Start(IPAddress.Parse("127.200.7.1"), [(22, ScriptedServers.HangAsync)]);

        var refused = await Assert.ThrowsAsync<ForbiddenException>(() => SweepAsync(s_options, Translation(first), new SweepRequest(IPAddressSet.Parse("10.7.0.0/28 169.254.169.254"))));

        Assert.Contains("169.254.169.254", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, first.Connections);
    }

    [Fact]
    public async Task A_sweep_that_is_called_off_ends()
    {
        using var off = new CancellationTokenSource();
        await using var first = ScriptedServers.Start(IPAddress.Parse("127.200.7.1"), [(22, ScriptedServers.HangAsync)]);
        await off.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SweepAsync(s_options, Translation(first), new SweepRequest(IPAddressSet.Parse("10.7.0.0/24")), off.Token));
    }

    [Fact]
    public void A_set_is_cut_into_ways_and_pieces()
    {
        var translation = new AddressTranslation(
            TranslationRules.Read([new TranslationOptions { From = "10.0.0.0/24", To = "100.64.0.0/24" }, new TranslationOptions { From = "10.0.0.0/25", To = "127.9.0.0/25", Server = "a" }], []), ["lab"]);

        string[] Parts(string? server, string set) => [.. translation.Split(server, null, IPAddressSet.Parse(set)).Select(part => $"{part.Addresses} at {RoutedSet.Targets(part.Addresses, part.Rule)} {part.IsSpokenToItself}")];

        Assert.Equal(
            ["10.0.0.0/25 at 127.9.0.0/25 False", "10.0.0.128/25 at 100.64.0.128/25 True", "10.0.1.0/24 at 10.0.1.0/24 True", "127.0.0.1 at 127.0.0.1 False"],
            Parts("a", "10.0.0.0/23 127.0.0.1"));
        Assert.Equal(["10.10.0.0/30 at 127.74.0.0/30 False"], Parts("lab", "10.10.0.0/30 8.8.8.8"));
        Assert.Equal(
            ["10.0.0.0/30", "10.0.0.4-10.0.0.6", "10.9.0.0"],
            new RoutedSet(IPAddressSet.Parse("10.0.0.0-10.0.0.6 10.9.0.0"), null).Slices(4).SelectMany(slice => slice.Addresses.Ranges.Select(range => range.ToString())));
    }

    [Fact]
    public async Task A_network_is_swept_by_echo_and_those_that_do_not_echo_by_their_ports()
    {
        lab.Need();
        await NetworkLab.RunAsync("there", "ip", "addr", "add", "10.3.0.77/24", "dev", "left");
        await NetworkLab.RunAsync("second", "sh", "-c", "echo 1 > /proc/sys/net/ipv4/icmp_echo_ignore_all");
        var options = new HostProbeOptions { ConnectTimeout = TimeSpan.FromSeconds(3), EchoTimeout = TimeSpan.FromSeconds(2), SweepPorts = [22, 80] };

        var found = await SweepAsync(
            options, new AddressTranslation([], []), new SweepRequest(IPAddressSet.Parse("10.3.0.0/28 10.3.0.64/28")), where: NetworkLab.Here);

        Assert.Equal([("10.3.0.1", SweepEvidence.ClosedPort, 22), ("10.3.0.2", SweepEvidence.Echo, null), ("10.3.0.77", SweepEvidence.Echo, null)], found);
    }

    [Theory]
    [InlineData("10.3.0.2", "10.1.0.2", "10.2.0.2")]
    [InlineData("fd00:3::2", "fd00:1::2", "fd00:2::2")]
    public async Task An_address_behind_routers_is_measured_and_the_way_to_it_traced(string address, string first, string second)
    {
        lab.Need();
        Assert.SkipUnless((await NetworkLab.RunAsync("here", "ip", "addr")).Contains(first[..^1], StringComparison.Ordinal), "This kernel has no IPv6.");
        var there = IPAddress.Parse(address);
        using var probers = new ReachProbers(s_options, TimeProvider.System, NetworkLab.Here);
        var probe = new HostProbe(probers, new ScopePolicy(), Options.Create(s_options), TimeProvider.System);

        var result = await probe.ProbeAsync(new HostProbeRequest(new AddressRoute(there, there), []) { Trace = true }, Token);

        Assert.Equal((PartOutcome.Completed, 4, 4, 0d), (result.Echo.Outcome, result.Echo.Series!.Sent, result.Echo.Series.Received, result.Echo.Series.Loss));
        Assert.InRange(result.Echo.Series.Average, TimeSpan.FromTicks(1), s_options.EchoTimeout);
        Assert.Equal((PartOutcome.Completed, TraceOutcome.Reached), (result.Trace.Outcome, result.Trace.Trace!.Outcome));
        Assert.Equal([first, second, address], result.Trace.Trace.Hops.Select(hop => Assert.Single(hop.Addresses).ToString()));
        Assert.True(result.Answers);
    }

    [Fact]
    public async Task An_address_that_nobody_has_is_silent_and_that_is_an_answer()
    {
        lab.Need();
        using var probers = new ReachProbers(s_options, TimeProvider.System, NetworkLab.Here);
        var probe = new HostProbe(probers, new ScopePolicy(), Options.Create(s_options), TimeProvider.System);

        var result = await probe.ProbeAsync(new HostProbeRequest(new AddressRoute(NetworkLab.Nobody, NetworkLab.Nobody), []), Token);

        Assert.Equal((PartOutcome.Completed, 0, 1d), (result.Echo.Outcome, result.Echo.Series!.Received, result.Echo.Series.Loss));
        Assert.False(result.Answers);
    }

    private static AddressTranslation Translation(ScriptedServers servers) =>
        new(TranslationRules.Read([new TranslationOptions { From = "10.7.0.0/24", To = "127.200.7.0/24", PortOffset = servers.Route.PortOffset }], []), []);

    private static async Task<List<(string Address, SweepEvidence Evidence, int? Port)>> SweepAsync(
        HostProbeOptions options, AddressTranslation translation, SweepRequest request, CancellationToken? cancellationToken = null, NetworkNamespace? where = null)
    {
        using var probers = new ReachProbers(options, TimeProvider.System, where);
        var found = new List<(string, SweepEvidence, int?)>();
        await foreach (var finding in new RangeSweep(probers, translation, new ScopePolicy(), Options.Create(options)).SweepAsync(request, cancellationToken ?? Token))
        {
            found.Add((finding.Address.ToString(), finding.Evidence, finding.Port));
        }

        found.Sort();
        return found;
    }

    private sealed class Progress : IProgress<SweepProgress>
    {
        public SweepProgress Last { get; private set; }

        public void Report(SweepProgress value) => Last = value;
    }
}
