using System.Collections.Immutable;
using System.Net;
using FsCheck.Xunit;
using Nms.Outbound;

namespace Nms.Grains.Tests.Outbound;

public sealed class OutboundRulesTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("10.1.2.3")] // labs are in private networks
    [InlineData("192.168.1.1")]
    [InlineData("172.16.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("2001:db8::1")]
    [InlineData("fd00::1")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("2002:808:808::1")]
    [InlineData("::ffff:10.0.0.1")]
    public void A_network_of_a_lab_or_of_the_world_is_permitted(string address) => Assert.Null(Judge(address));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.250")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("::ffff:127.0.0.1")] // mapped
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::127.0.0.1")] // compatible
    [InlineData("64:ff9b::7f00:1")] // NAT64
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2002:7f00:1::1")] // 6to4
    [InlineData("2002:a9fe:a9fe::")]
    [InlineData("2001:0:53aa:64c::1")] // Teredo
    [InlineData("2001:db8::5efe:7f00:1")] // ISATAP
    [InlineData("2001:db8::200:5efe:a9fe:a9fe")]
    public void Where_only_this_machine_or_its_host_can_go_nobody_is_taken(string address) => Assert.NotNull(Judge(address));

    [Theory]
    [InlineData("10.1.2.3", "10.0.0.0/8", null, false)]
    [InlineData("::ffff:10.1.2.3", "10.0.0.0/8", null, false)]
    [InlineData("64:ff9b::a01:203", "10.0.0.0/8", null, false)]
    [InlineData("10.1.2.3", "10.0.0.0/8", "10.1.0.0/16", true)]
    [InlineData("10.2.2.3", "10.0.0.0/8", "10.1.0.0/16", false)]
    [InlineData("127.0.0.1", null, "127.0.0.1/32", true)]
    [InlineData("::ffff:127.0.0.1", null, "127.0.0.1/32", true)]
    [InlineData("127.0.0.2", null, "127.0.0.1/32", false)]
    public void What_is_forbidden_and_allowed_can_be_set(string address, string? forbidden, string? allowed, bool permitted) =>
        Assert.Equal(permitted, OutboundRules.Complaint(IPAddress.Parse(address), Networks(forbidden), Networks(allowed)) is null);

    [Property]
    public void Every_form_that_leads_to_an_address_is_judged_like_the_address(byte a, byte b, byte c, byte d)
    {
        var address = new IPAddress([a, b, c, d]);
        var permitted = OutboundRules.Complaint(address, [], []) is null;

        Assert.All(
            new[]
            {
                address.MapToIPv6(),
                new IPAddress([0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, a, b, c, d]),
                new IPAddress([0x20, 0x02, a, b, c, d, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
                new IPAddress([0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0x5e, 0xfe, a, b, c, d]),
            },
            form => Assert.Equal(permitted, OutboundRules.Complaint(form, [], []) is null));
    }

    [Theory]
    [InlineData("127.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("010.0.0.1")]
    public void An_address_has_one_spelling(string host) => Assert.NotNull(OutboundRules.Spelling(host));

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("[2001:db8::1]")]
    [InlineData("webhooks.example.org")]
    public void A_usual_spelling_is_good(string host) => Assert.Null(OutboundRules.Spelling(host));

    private static string? Judge(string address) => OutboundRules.Complaint(IPAddress.Parse(address), [], []);

    private static ImmutableArray<IPNetwork> Networks(string? network) => network is null ? [] : [IPNetwork.Parse(network)];
}
