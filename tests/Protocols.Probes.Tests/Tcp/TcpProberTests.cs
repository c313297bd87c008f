using System.Net;
using System.Net.Sockets;
using Nms.Probes;
using Nms.Testing.Servers;

namespace Nms.Protocols.Probes.Tests.Tcp;

public sealed class TcpProberTests(NetworkLab lab)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_and_closed_are_told_apart()
    {
        using var open = Listen();
        var prober = new TcpProber(new TcpOptions { Timeout = TimeSpan.FromSeconds(20) }, TimeProvider.System);

        var result = await prober.ProbeAsync(IPAddress.Loopback, Port(open), Token);
        var closedPort = Port(open);
        open.Dispose();
        var closed = await prober.ProbeAsync(IPAddress.Loopback, closedPort, Token);

        Assert.Equal((TcpOutcome.Open, 0), (result.Outcome, result.Banner.Length));
        Assert.Equal((TcpOutcome.Closed, (int)SocketError.ConnectionRefused), (closed.Outcome, closed.Code));
    }

    [Fact]
    public async Task Filtered_and_unreachable_are_told_apart()
    {
        lab.Need();
        await NetworkLab.RunAsync("second", "ip", "route", "replace", "blackhole", "10.7.0.0/24");
        await NetworkLab.RunAsync("second", "ip", "route", "replace", "unreachable", "10.8.0.0/24");
        var prober = new TcpProber(new TcpOptions { Timeout = TimeSpan.FromMilliseconds(500), Namespace = NetworkLab.Here }, TimeProvider.System);

        var results = new List<TcpProbeResult>();
        await foreach (var result in prober.SweepAsync(IPAddressSet.Parse("10.7.0.1, 10.8.0.1, 10.3.0.2"), [9], new SweepOptions { IncludeSilent = true }, Token))
        {
            results.Add(result);
        }

        Assert.Equal(
            [("10.3.0.2", TcpOutcome.Closed), ("10.7.0.1", TcpOutcome.Filtered), ("10.8.0.1", TcpOutcome.Unreachable)],
            results.Select(result => (result.Address.ToString(), result.Outcome)).Order());
    }

    [Theory]
    [InlineData("SSH-2.0-x\r\n", "SSH-2.0-x\r\n")]
    [InlineData("no end of line", "no end of line")]
    [InlineData("a very long line that goes on beyond what anybody wants to read\n", "a very long line that goes on be")]
    [InlineData("\u0001\u007f\n", "..\n")]
    [InlineData("", "")]
    public async Task A_banner_is_read_within_its_bounds(string said, string read)
    {
        using var listener = Listen();
        var serving = ServeAsync(listener, said);
        var prober = new TcpProber(new TcpOptions { BannerBytes = 32, BannerTimeout = TimeSpan.FromSeconds(1) }, TimeProvider.System);

        var result = await prober.ProbeAsync(IPAddress.Loopback, Port(listener), Token);

        Assert.Equal((TcpOutcome.Open, read), (result.Outcome, result.BannerText));
        using var served = await serving;
    }

    [Fact]
    public async Task A_host_that_says_a_byte_at_a_time_does_not_hold_the_probe()
    {
        using var listener = Listen();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var dripping = DripAsync(listener, ending.Token);
        var prober = new TcpProber(new TcpOptions { BannerBytes = 65_536, BannerTimeout = TimeSpan.FromMilliseconds(300) }, TimeProvider.System);
        var start = TimeProvider.System.GetTimestamp();

        var result = await prober.ProbeAsync(IPAddress.Loopback, Port(listener), Token);

        Assert.Equal(TcpOutcome.Open, result.Outcome);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0.29, 20);
        Assert.InRange(result.Banner.Length, 1, 1000);
        await ending.CancelAsync();
        await dripping;
    }

    [Fact]
    public async Task A_sweep_tries_each_port_of_each_address_once_and_gives_the_open_ones()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start(512);
        var port = Port(listener);
        var prober = new TcpProber(new TcpOptions { MaxConcurrent = 16, ConnectionsPerSecond = 0, Timeout = TimeSpan.FromSeconds(20) }, TimeProvider.System);
        var targets = IPAddressSet.Parse("127.4.0.0/24, !127.4.0.128/25");

        var open = new List<TcpProbeResult>();
        await foreach (var result in prober.SweepAsync(targets, [1, port], cancellationToken: Token))
        {
            open.Add(result);
        }

        Assert.Equal(128, open.Select(result => result.Address).Distinct().Count());
        Assert.All(open, result => Assert.Equal((TcpOutcome.Open, port), (result.Outcome, result.Port)));
        Assert.Equal(128, open.Count);
    }

    [Fact]
    public async Task A_sweep_that_is_left_ends()
    {
        var prober = new TcpProber(new TcpOptions { MaxConcurrent = 4, ConnectionsPerSecond = 0 }, TimeProvider.System);

        await foreach (var result in prober.SweepAsync(IPAddressSet.Parse("127.0.0.0/8"), [1], new SweepOptions { IncludeSilent = true, MaxOutstanding = 10 }, Token))
        {
            Assert.Equal(TcpOutcome.Closed, result.Outcome);
            break;
        }
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static async Task<Socket> ServeAsync(TcpListener listener, string said)
    {
        var socket = await listener.AcceptSocketAsync(Token);
        await socket.SendAsync(System.Text.Encoding.Latin1.GetBytes(said));
        return socket;
    }

    private static async Task DripAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        using var socket = await listener.AcceptSocketAsync(cancellationToken);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await socket.SendAsync("x"u8.ToArray(), cancellationToken);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // The probe left, or the test did.
        }
    }
}
