using System.Net;
using Microsoft.Extensions.Time.Testing;
using Nms.Traps;

namespace Nms.Grains.Tests.Traps;

public sealed class TrapRateLimitTests
{
    private static readonly IPAddress s_one = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress s_other = IPAddress.Parse("192.0.2.2");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_sender_has_ten_seconds_at_once_and_then_as_many_as_come_back()
    {
        var limit = new TrapRateLimit(perSender: 5, perSecond: 1_000, _time);

        Assert.Equal(50, Admitted(limit, s_one, 200));
        Assert.Equal(50, Admitted(limit, s_other, 200));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(10, Admitted(limit, s_one, 200));
    }

    [Fact]
    public void All_senders_together_have_a_limit()
    {
        var limit = new TrapRateLimit(perSender: 1_000, perSecond: 10, _time);

        Assert.Equal(100, Enumerable.Range(1, 250).Sum(number => Admitted(limit, new IPAddress([10, 0, 0, (byte)number]), 1)));
    }

    [Fact]
    public void A_network_of_IPv6_is_one_sender()
    {
        var limit = new TrapRateLimit(perSender: 1, perSecond: 1_000, _time);

        Assert.Equal(10, Enumerable.Range(1, 100).Sum(number => Admitted(limit, IPAddress.Parse($"2001:db8::{number:x}"), 1)));
    }

    [Fact]
    public void Invented_senders_share_one_allowance_and_make_room_when_they_are_quiet()
    {
        var limit = new TrapRateLimit(perSender: 1, perSecond: 100_000, _time);
        Assert.All(Enumerable.Range(0, TrapRateLimit.MostSenders), number => Assert.True(limit.Admits(Address(number))));

        Assert.Equal(10, Enumerable.Range(100_000, 1_000).Count(number => limit.Admits(Address(number))));
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(1_000, Enumerable.Range(100_000, 1_000).Count(number => limit.Admits(Address(number))));
    }

    private static int Admitted(TrapRateLimit limit, IPAddress sender, int datagrams) => Enumerable.Range(0, datagrams).Count(_ => limit.Admits(sender));

    private static IPAddress Address(int number) => new([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
}
