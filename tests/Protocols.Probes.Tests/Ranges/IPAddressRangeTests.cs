using System.Net;
using Nms.Probes;

namespace Nms.Protocols.Probes.Tests.Ranges;

public sealed class IPAddressRangeTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7", "192.0.2.7", "192.0.2.7")]
    [InlineData(" 192.0.2.0/24 ", "192.0.2.0", "192.0.2.255", "192.0.2.0/24")]
    [InlineData("0.0.0.0/0", "0.0.0.0", "255.255.255.255", "0.0.0.0/0")]
    [InlineData("10.0.0.1-10.0.1.9", "10.0.0.1", "10.0.1.9", "10.0.0.1-10.0.1.9")]
    [InlineData("10.0.0.1-9", "10.0.0.1", "10.0.0.9", "10.0.0.1-10.0.0.9")]
    [InlineData("10.0.0.4-7", "10.0.0.4", "10.0.0.7", "10.0.0.4/30")]
    [InlineData("2001:db8::/64", "2001:db8::", "2001:db8::ffff:ffff:ffff:ffff", "2001:db8::/64")]
    [InlineData("::/0", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::/0")]
    [InlineData("2001:db8::1-2001:db8::5", "2001:db8::1", "2001:db8::5", "2001:db8::1-2001:db8::5")]
    public void A_range_is_read_and_written(string text, string first, string last, string written)
    {
        var range = IPAddressRange.Parse(text);

        Assert.Equal((IPAddress.Parse(first), IPAddress.Parse(last), written), (range.First, range.Last, range.ToString()));
        Assert.Equal(range, IPAddressRange.Parse(range.ToString()));
        Assert.True(range.Contains(range.First) && range.Contains(range.Last));
    }

    [Theory]
    [InlineData("", "'' is no address.")]
    [InlineData("10", "'10' is no address.")]
    [InlineData("10.0.0.300", "'10.0.0.300' is no address.")]
    [InlineData("010.0.0.1", "'010.0.0.1' is no address.")]
    [InlineData("fe80::1%eth0", "'fe80::1%eth0' is no address.")]
    [InlineData("10.0.0.0/33", "The prefix length of '10.0.0.0/33' is not a number from 0 to 32.")]
    [InlineData("10.0.0.0/", "The prefix length of '10.0.0.0/' is not a number from 0 to 32.")]
    [InlineData("2001:db8::/129", "The prefix length of '2001:db8::/129' is not a number from 0 to 128.")]
    [InlineData("10.0.0.5/24", "'10.0.0.5/24' has bits behind its prefix; the block is 10.0.0.0/24.")]
    [InlineData("10.0.0.9-10.0.0.1", "The last address of '10.0.0.9-10.0.0.1' comes before its first.")]
    [InlineData("10.0.0.9-::1", "'::1' of '10.0.0.9-::1' is neither an IPv4 address nor a number up to 255.")]
    [InlineData("10.0.0.1-256", "'256' of '10.0.0.1-256' is neither an IPv4 address nor a number up to 255.")]
    public void What_is_no_range_is_refused_with_the_reason(string text, string reason)
    {
        Assert.False(IPAddressRange.TryParse(text, out _, out var error));
        Assert.Equal(reason, error);
        Assert.Equal(reason, Assert.Throws<FormatException>(() => IPAddressRange.Parse(text)).Message);
    }

    [Fact]
    public void Counts_go_beyond_64_bits()
    {
        Assert.Equal(UInt128.One << 64, IPAddressRange.Parse("2001:db8::/64").Count);
        Assert.Equal(UInt128.MaxValue, IPAddressRange.Parse("::/0").Count);
        Assert.Equal(UInt128.One << 32, IPAddressRange.Parse("0.0.0.0/0").Count);
    }
}
