using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Nms.Probes;

namespace Nms.Protocols.Probes.Tests.Names;

public sealed class NameProberTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Localhost_is_found_by_this_hosts_resolver()
    {
        using var prober = new NameProber(TimeSpan.FromSeconds(20), 2, TimeProvider.System);

        var forward = await prober.ForwardAsync("localhost", Token);

        Assert.Equal(NameOutcome.Found, forward.Outcome);
        Assert.Contains(forward.Addresses, IPAddress.IsLoopback);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, NameOutcome.NotFound)]
    [InlineData(SocketError.NoData, NameOutcome.NotFound)]
    [InlineData(SocketError.TryAgain, NameOutcome.Failed)]
    public async Task Absence_and_failure_are_values(SocketError error, NameOutcome outcome)
    {
        using var prober = new NameProber(TimeSpan.FromSeconds(20), 2, TimeProvider.System, _ => Task.FromException<IPHostEntry>(new SocketException((int)error)));

        Assert.Equal(outcome, (await prober.ReverseAsync(IPAddress.Loopback, Token)).Outcome);
    }

    [Fact]
    public async Task A_name_longer_than_names_are_does_not_exist()
    {
        using var prober = new NameProber(TimeSpan.FromSeconds(20), 2, TimeProvider.System);

        Assert.Equal(NameOutcome.NotFound, (await prober.ForwardAsync(new string('a', 300), Token)).Outcome);
    }

    [Fact]
    public async Task A_resolver_that_hangs_costs_the_time_out_and_keeps_its_place()
    {
        var time = new FakeTimeProvider();
        var hanging = new TaskCompletionSource<IPHostEntry>();
        using var prober = new NameProber(TimeSpan.FromSeconds(2), 1, time, _ => hanging.Task);

        var first = prober.ReverseAsync(IPAddress.Loopback, Token);
        var second = prober.ReverseAsync(IPAddress.Loopback, Token);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((NameOutcome.TimedOut, NameOutcome.TimedOut), ((await first).Outcome, (await second).Outcome));

        hanging.SetResult(new IPHostEntry { HostName = "router", AddressList = [IPAddress.Loopback] });
        var third = await prober.ReverseAsync(IPAddress.Loopback, Token);
        Assert.Equal((NameOutcome.Found, "router"), (third.Outcome, third.Name));
    }
}
