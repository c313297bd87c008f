using System.Net;
using System.Net.Sockets;
using Nms.Probes;
using Nms.Testing.Servers;

namespace Nms.Protocols.Probes.Tests.Icmp;

/// <summary>fping from Debian sees what we see.</summary>
[Collection("there")]
public sealed class FpingTests(NetworkLab lab)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(IcmpCapability.RawSocket)]
    [InlineData(IcmpCapability.DatagramSocket)]
    public async Task A_sweep_finds_the_addresses_that_fping_finds(IcmpCapability means)
    {
        lab.Need();
        NetworkLab.Need("fping", "fping");
        await NetworkLab.RunAsync("there", "ip", "addr", "replace", "10.3.0.64/26", "dev", "lo");
        var alive = await NetworkLab.RunAsync("here", "fping", "-a", "-q", "-r", "1", "-t", "500", "-g", "10.3.0.0/24");
        using var prober = new IcmpProber(new IcmpOptions { Namespace = NetworkLab.Here, Best = means }, TimeProvider.System);
        Assert.Equal(means, prober.CapabilityOf(AddressFamily.InterNetwork));

        var found = new HashSet<IPAddress>();
        await foreach (var result in prober.SweepAsync(IPAddressSet.Parse("10.3.0.1-10.3.0.254"), cancellationToken: Token))
        {
            Assert.True(found.Add(result.Address));
        }

        Assert.Equal(
            alive.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => IPAddress.TryParse(line, out _)).Order(StringComparer.Ordinal),
            found.Select(address => address.ToString()).Order(StringComparer.Ordinal));
        Assert.Contains(NetworkLab.There, found);
    }

    [Fact]
    public async Task Loss_is_what_fping_measures()
    {
        lab.Need();
        NetworkLab.Need("fping", "fping");
        await using var responder = await EchoResponder.StartAsync(request => request.Number % 4 == 0 ? [] : [request.Right]);
        using var prober = new IcmpProber(new IcmpOptions { Namespace = NetworkLab.Here, Retries = 0, Timeout = TimeSpan.FromSeconds(3) }, TimeProvider.System);

        var fping = await NetworkLab.RunAsync("here", "fping", "-C", "20", "-q", "-p", "20", "-t", "3000", "10.3.0.2");
        var ours = await prober.MeasureAsync(NetworkLab.There, 20, TimeSpan.FromMilliseconds(20), Token);

        Assert.Equal(5, fping.Split(' ').Count(word => word.Trim() == "-"));
        Assert.Equal((20, 15, 0.25), (ours.Sent, ours.Received, ours.Loss));
    }

    [Fact]
    public async Task IPv6_answers_across_routers()
    {
        lab.Need();
        using var prober = new IcmpProber(new IcmpOptions { Namespace = NetworkLab.Here }, TimeProvider.System);
        Assert.SkipUnless((await NetworkLab.RunAsync("here", "ip", "-6", "addr")).Contains("fd00:1::1", StringComparison.Ordinal), "This kernel has no IPv6.");

        var result = await prober.ProbeAsync(IPAddress.Parse("fd00:3::2"), Token);

        Assert.Equal(EchoOutcome.Answered, result.Outcome);
    }

    [Fact]
    public async Task Delay_is_measured()
    {
        lab.Need();
        NetworkLab.Need("tc", "iproute2");
        var said = await NetworkLab.RunAsync("first", "tc", "qdisc", "add", "dev", "right", "root", "netem", "delay", "30ms");
        Assert.SkipWhen(said.Contains("Error", StringComparison.Ordinal), $"This kernel delays nothing: {said}");
        try
        {
            using var prober = new IcmpProber(new IcmpOptions { Namespace = NetworkLab.Here, Timeout = TimeSpan.FromSeconds(5) }, TimeProvider.System);

            var series = await prober.MeasureAsync(NetworkLab.There, 10, TimeSpan.FromMilliseconds(10), Token);

            Assert.InRange(series.Minimum.TotalMilliseconds, 29, 200);
        }
        finally
        {
            await NetworkLab.RunAsync("first", "tc", "qdisc", "del", "dev", "right", "root");
        }
    }
}
