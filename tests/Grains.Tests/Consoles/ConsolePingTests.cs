using System.Net;
using Nms.Consoles;

namespace Nms.Grains.Tests.Consoles;

/// <summary>What consoles answer to a ping, in the words of each dialect.</summary>
public sealed class ConsolePingTests
{
    public static TheoryData<string, string, int, double?> Answers => new()
    {
        { "vpcs", "84 bytes from 10.0.0.2 icmp_seq=1 ttl=64 time=0.500 ms\n84 bytes from 10.0.0.2 icmp_seq=2 ttl=64 time=1.500 ms\n10.0.0.2 icmp_seq=3 timeout", 2, 1.0 },
        { "vpcs", "host (10.0.0.2) not reachable", 0, null },
        { "vpcs", "*10.0.0.1 icmp_seq=1 ttl=255 time=9.351 ms (ICMP type:3, code:1, Destination host unreachable)", 0, null },
        { "vpcs", "No gateway found", 0, null },
        { "ios", "Sending 3, 100-byte ICMP Echos to 10.0.0.2, timeout is 1 seconds:\n.!!\nSuccess rate is 66 percent (2/3), round-trip min/avg/max = 1/4/8 ms", 2, 4 },
        { "ios", "...\nSuccess rate is 0 percent (0/3)", 0, null },
        { "nx-os", "3 packets transmitted, 3 packets received, 0.00% packet loss\nround-trip min/avg/max = 1.051/1.22/1.5 ms", 3, 1.22 },
        { "linux", "3 packets transmitted, 3 received, 0% packet loss, time 2003ms\nrtt min/avg/max/mdev = 0.031/0.052/0.071/0.016 ms", 3, 0.052 },
        { "linux", "3 packets transmitted, 1 packets received, 66% packet loss\nround-trip min/avg/max = 0.1/0.2/0.3 ms", 1, 0.2 },
        { "linux", "ping: connect: Network is unreachable", 0, null },
        { "junos", "3 packets transmitted, 3 packets received, 0% packet loss\nround-trip min/avg/max/stddev = 1.1/2.2/3.3/0.4 ms", 3, 2.2 },
        { "routeros", "  sent=3 received=3 packet-loss=0% min-rtt=0ms avg-rtt=1ms max-rtt=2ms", 3, 1 },
        { "routeros", "  sent=3 received=3 packet-loss=0% min-rtt=351us avg-rtt=1ms425us max-rtt=2ms1us", 3, 1.425 },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answer_tells_how_many_came_back_and_how_fast(string dialect, string answer, int received, double? milliseconds) =>
        Assert.Equal((received, milliseconds is { } ms ? TimeSpan.FromMilliseconds(ms) : null), ConsolePing.Read(Dialect(dialect), answer)!.Value);

    [Theory]
    [InlineData("ios", "% Unrecognized host or address, or protocol not running.")]
    [InlineData("vpcs", "")]
    [InlineData("linux", "ping: command not found")]
    public void What_tells_nothing_is_not_taken_for_silence(string dialect, string answer) => Assert.Null(ConsolePing.Read(Dialect(dialect), answer));

    [Theory]
    [InlineData("vpcs", "ping 10.0.0.2 -c 3")]
    [InlineData("ios", "ping 10.0.0.2 repeat 3 timeout 1")]
    [InlineData("linux", "ping -c 3 -W 1 10.0.0.2")]
    [InlineData("routeros", "/ping 10.0.0.2 count=3")]
    [InlineData("vtysh", null)]
    public void Each_dialect_is_told_in_its_words_when_to_end(string dialect, string? command) =>
        Assert.Equal(command, ConsolePing.Command(Dialect(dialect), IPAddress.Parse("10.0.0.2"), 3));

    private static ConsoleDialect Dialect(string name) => ConsoleDialect.All.Single(dialect => dialect.Name == name);
}
