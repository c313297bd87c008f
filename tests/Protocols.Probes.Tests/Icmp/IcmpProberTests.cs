using System.Net;
using System.Net.Sockets;
using Nms.Probes;

namespace Nms.Protocols.Probes.Tests.Icmp;

/// <summary>Against this host's own stack on loopback.</summary>
public sealed class IcmpProberTests
{
    private static readonly IcmpOptions s_patient = new() { Timeout = TimeSpan.FromSeconds(10), Retries = 0 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1", IcmpCapability.RawSocket)]
    [InlineData("127.0.0.1", IcmpCapability.DatagramSocket)]
    [InlineData("127.0.0.1", IcmpCapability.SystemPing)]
    [InlineData("::1", IcmpCapability.RawSocket)]
    [InlineData("::1", IcmpCapability.DatagramSocket)]
    public async Task Loopback_answers_by_every_means(string text, IcmpCapability means)
    {
        var address = IPAddress.Parse(text);
        Assert.SkipUnless(address.AddressFamily == AddressFamily.InterNetwork || Socket.OSSupportsIPv6, "This machine has no IPv6.");
        using var prober = new IcmpProber(s_patient with { Best = means }, TimeProvider.System);
        Assert.SkipUnless(prober.CapabilityOf(address.AddressFamily) == means, $"This process may not use {means}, but {prober.CapabilityOf(address.AddressFamily)}.");

        var result = await prober.ProbeAsync(address, Token);

        Assert.SkipWhen(result is { Outcome: EchoOutcome.NotSent, Code: 99 or 101 }, "This machine's loopback has no such address.");
        Assert.Equal((address, EchoOutcome.Answered, 1), (result.Address, result.Outcome, result.Attempts));
        Assert.InRange(result.RoundTrip, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(10));
        Assert.Equal((1, 1), (prober.Statistics.Sent, prober.Statistics.Answered));
    }

    [Fact]
    public async Task A_sweep_visits_every_address_but_the_excluded_once()
    {
        using var prober = Prober(s_patient with { RequestsPerSecond = 0 });
        var targets = IPAddressSet.Parse("127.1.0.0/20, !127.1.3.0/24, !127.1.0.7");

        var answered = await Collect(prober.SweepAsync(targets, cancellationToken: Token));

        Assert.Equal(targets.Count, (UInt128)answered.Count);
        Assert.Equal(targets.Enumerate().ToHashSet(), answered.Select(result => result.Address).ToHashSet());
        Assert.All(answered, result => Assert.True(result.Answered));
    }

    [Fact]
    public async Task A_sweep_that_nobody_reads_waits()
    {
        using var prober = Prober(s_patient with { RequestsPerSecond = 0 });
        await using var sweep = prober.SweepAsync(IPAddressSet.Parse("127.0.0.0/8"), new SweepOptions { MaxOutstanding = 100 }, Token).GetAsyncEnumerator(Token);

        for (var read = 1; read <= 300; read++)
        {
            Assert.True(await sweep.MoveNextAsync());
            Assert.InRange(prober.Statistics.Sent, read, read + 100);
        }
    }

    [Fact]
    public async Task What_cannot_be_sent_is_a_value()
    {
        using var prober = Prober(s_patient);

        var result = await prober.ProbeAsync(IPAddress.Broadcast, Token);

        Assert.Equal(EchoOutcome.NotSent, result.Outcome);
        Assert.NotEqual(0, result.Code);
    }

    [Fact]
    public async Task The_pace_is_kept()
    {
        using var prober = Prober(s_patient with { RequestsPerSecond = 500, Burst = 10 });
        var start = TimeProvider.System.GetTimestamp();

        var answered = await Collect(prober.SweepAsync(IPAddressSet.Parse("127.2.0.0/24"), cancellationToken: Token));

        // 246 requests after the burst at 500 a second.
        Assert.Equal(256, answered.Count);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0.49, 60);
    }

    [Fact]
    public async Task A_series_sums_up_loss_and_jitter()
    {
        using var prober = Prober(s_patient);

        var series = await prober.MeasureAsync(IPAddress.Loopback, 5, TimeSpan.FromMilliseconds(5), Token);

        Assert.Equal((5, 5, 0d), (series.Sent, series.Received, series.Loss));
        Assert.True(series.Minimum > TimeSpan.Zero && series.Minimum <= series.Average && series.Average <= series.Maximum);
    }

    [Fact]
    public void Jitter_is_the_mean_difference_of_neighbours()
    {
        EchoResult Trip(int milliseconds) => new(IPAddress.Loopback, milliseconds == 0 ? EchoOutcome.Silent : EchoOutcome.Answered, TimeSpan.FromMilliseconds(milliseconds), 1);

        var series = EchoSeries.Of(IPAddress.Loopback, [Trip(10), Trip(20), Trip(0), Trip(14)]);

        Assert.Equal((0.25, 8), (series.Loss, series.Jitter.TotalMilliseconds));
    }

    [Fact]
    public async Task Cancelling_ends_a_probe_and_disposing_ends_all()
    {
        var prober = Prober(s_patient);
        var cancelled = prober.ProbeAsync(IPAddress.Loopback, new CancellationToken(canceled: true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        prober.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => prober.ProbeAsync(IPAddress.Loopback, Token));
    }

    [Fact]
    public void Wrong_options_are_named()
    {
        var exception = Assert.Throws<ArgumentException>(() => new IcmpProber(new IcmpOptions { PayloadBytes = 4, Retries = 99 }, TimeProvider.System));

        Assert.Contains("PayloadBytes is 4; it must be between 16 and 1452.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Retries is 99", exception.Message, StringComparison.Ordinal);
    }

    private static IcmpProber Prober(IcmpOptions options)
    {
        var prober = new IcmpProber(options, TimeProvider.System);
        if (prober.CapabilityOf(AddressFamily.InterNetwork) == IcmpCapability.SystemPing)
        {
            prober.Dispose();
            Assert.Skip("This process may open no socket for ICMP.");
        }

        return prober;
    }

    private static async Task<List<EchoResult>> Collect(IAsyncEnumerable<EchoResult> results)
    {
        var list = new List<EchoResult>();
        await foreach (var result in results)
        {
            list.Add(result);
        }

        return list;
    }
}
