using System.Collections.Immutable;
using System.Net;
using FsCheck.Xunit;
using Nms.Discovery.Reach;
using Nms.Outbound;
using Nms.Probes;

namespace Nms.Grains.Tests.Discovery.Reach;

public sealed class ScopeRulesTests
{
    private static readonly ScopePolicy s_open = new();

    [Theory]
    [InlineData("10.0.0.0/24", "254")]
    [InlineData("10.0.0.0/30", "2")]
    [InlineData("10.0.0.0/31", "2")]
    [InlineData("10.0.0.0/32", "1")]
    [InlineData("10.0.0.0-10.0.0.255", "256")]
    [InlineData("10.0.0.7", "1")]
    [InlineData("10.0.0.1-10.0.0.9", "9")]
    [InlineData("192.0.2.1-9", "9")]
    [InlineData("10.0.0.0/16", "65534")]
    [InlineData("2001:db8::/112", "65536")]
    [InlineData("2001:db8::1-2001:db8::ff", "255")]
    [InlineData("::ffff:10.0.0.0/120", "254")]
    public void A_range_within_the_rules_is_taken(string range, string count)
    {
        var judgement = Judge([range]);

        Assert.Empty(judgement.Errors);
        Assert.Equal(count, judgement.Addresses.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("10.0.0.0/33", ScopeRule.Syntax)]
    [InlineData("", ScopeRule.Syntax)]
    [InlineData("10.0.0.1/24", ScopeRule.Syntax)]
    [InlineData("router7", ScopeRule.Syntax)]
    [InlineData("10.0.0.9-1", ScopeRule.Syntax)]
    [InlineData("0x0a.1", ScopeRule.Syntax)]
    [InlineData("10.0.0.0/15", ScopeRule.TooLarge)]
    [InlineData("2001:db8::/111", ScopeRule.IPv6TooLarge)]
    [InlineData("2001:db8::/64", ScopeRule.IPv6TooLarge)]
    [InlineData("2001:db8::ffff-2001:db8::1:1", ScopeRule.IPv6TooLarge)]
    [InlineData("127.0.0.0/24", ScopeRule.Outbound)]
    [InlineData("126.255.255.0-127.0.0.9", ScopeRule.Outbound)]
    [InlineData("169.254.0.0/16", ScopeRule.Outbound)]
    [InlineData("224.0.0.1", ScopeRule.Outbound)]
    [InlineData("0.0.0.0", ScopeRule.Outbound)]
    [InlineData("255.255.255.255", ScopeRule.Outbound)]
    [InlineData("100.100.100.0/24", ScopeRule.Outbound)]
    [InlineData("::1", ScopeRule.Outbound)]
    [InlineData("fe80::/112", ScopeRule.Outbound)]
    [InlineData("ff02::1", ScopeRule.Outbound)]
    [InlineData("::ffff:127.0.0.0/112", ScopeRule.Outbound)]
    [InlineData("64:ff9b::a9fe:0/112", ScopeRule.Outbound)]
    [InlineData("2002:7f00:1::/112", ScopeRule.Outbound)]
    public void A_range_that_breaks_a_rule_is_refused_by_its_name(string range, string rule)
    {
        var judgement = Judge([range]);

        Assert.Equal([("ranges[0]", rule)], judgement.Errors.Select(error => (error.Rule == ScopeRule.TooLarge ? "ranges[0]" : error.Field, error.Rule)));
    }

    [Fact]
    public void The_whole_of_a_family_is_refused_and_not_counted_out()
    {
        Assert.Contains(ScopeRule.TooLarge, Judge(["0.0.0.0/0"]).Errors.Select(error => error.Rule));
        Assert.Contains(ScopeRule.IPv6TooLarge, Judge(["::/0"]).Errors.Select(error => error.Rule));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var policy = new ScopePolicy { Allow = IPAddressSet.Parse("10.0.0.0/8 192.168.0.0/16"), Deny = IPAddressSet.Parse("10.0.7.0/24") };

        var judgement = ScopeRules.Judge(
            new ScopeRequest(["10.0.0.0/24", "10.0.0.128/25", "x", "10.0.7.1", "172.16.0.1"], ["10.9.0.1", "10.9.0.0/24", "10.1.1.1"], ["10.1.1.0/24", "y"]), policy);

        Assert.Equal(
            [
                ("exclude[1]", ScopeRule.Syntax), ("ranges[1]", ScopeRule.Overlap), ("ranges[2]", ScopeRule.Syntax), ("ranges[3]", ScopeRule.Denied),
                ("ranges[4]", ScopeRule.NotAllowed), ("seeds[1]", ScopeRule.Syntax), ("seeds[2]", ScopeRule.Excluded),
            ],
            judgement.Errors.Select(error => (error.Field, error.Rule)).Order());
    }

    [Fact]
    public void What_is_excluded_breaks_no_rule_and_is_not_counted()
    {
        var policy = new ScopePolicy { Deny = IPAddressSet.Parse("10.0.7.0/24") };

        var judgement = ScopeRules.Judge(new ScopeRequest(["10.0.0.0/15"], [], ["10.1.0.0/16", "10.0.7.0/24"]), policy);

        Assert.Empty(judgement.Errors);
        Assert.Equal((UInt128)(65_536 - 256 - 1), judgement.Addresses.Count);
    }

    [Fact]
    public void The_names_of_an_IPv4_network_and_of_all_its_hosts_are_nobodys()
    {
        var judgement = Judge(["10.0.0.0/29", "10.0.1.0-10.0.1.3", "10.0.2.0/31", "2001:db8::/126"]);

        Assert.Equal("10.0.0.1-10.0.0.6, 10.0.1.0/30, 10.0.2.0/31, 2001:db8::/126", judgement.Addresses.ToString());
    }

    [Fact]
    public void Nothing_to_look_at_is_refused()
    {
        Assert.Equal([ScopeRule.Empty], Judge([]).Errors.Select(error => error.Rule));
        Assert.Equal([ScopeRule.Empty], ScopeRules.Judge(new ScopeRequest(["10.0.0.1"], [], ["10.0.0.0/24"]), s_open).Errors.Select(error => error.Rule));
    }

    [Fact]
    public void Hostile_text_is_cut_and_cleaned_in_the_message()
    {
        var judgement = Judge([new string('9', 5_000), "\u001b[31m\n"]);

        Assert.All(judgement.Errors, error => Assert.Equal(ScopeRule.Syntax, error.Rule));
        Assert.DoesNotContain(judgement.Errors, error => error.Message.Length > 301 || error.Message.Any(char.IsControl));
        Assert.Equal([("ranges", ScopeRule.TooMany)], Judge([.. Enumerable.Repeat("10.0.0.1", 257)]).Errors.Select(error => (error.Field, error.Rule)).Take(1));
    }

    [Fact]
    public void The_operator_may_allow_what_is_otherwise_forbidden()
    {
        var policy = new ScopePolicy { OutboundAllowed = [IPNetwork.Parse("127.3.0.0/16")], OutboundForbidden = [IPNetwork.Parse("10.3.0.0/16")] };

        Assert.Empty(ScopeRules.Judge(new ScopeRequest(["127.3.0.0/17"], [], []), policy).Errors);
        Assert.Equal([ScopeRule.Outbound], ScopeRules.Judge(new ScopeRequest(["10.3.255.0-10.4.0.1"], [], []), policy).Errors.Select(error => error.Rule));
    }

    [Property(MaxTest = 300)]
    public void A_range_is_judged_as_its_addresses_are(uint first, byte length, bool carried)
    {
        ImmutableArray<IPNetwork> forbidden = [IPNetwork.Parse("10.0.0.64/28"), IPNetwork.Parse("2001:db8::40/123")];
        ImmutableArray<IPNetwork> allowed = [IPNetwork.Parse("127.0.0.128/26"), IPNetwork.Parse("10.0.0.72/30")];
        string[] starts = ["126.255.255.", "127.0.0.", "10.0.0.", "169.253.255.", "100.100.100.", "192.0.0."];
        var start = IPAddress.Parse($"{starts[first % 6]}{(byte)(first >> 8)}");
        var family = carried ? IPAddress.Parse($"64:ff9b::{start}") : start;
        var addresses = new List<IPAddress> { family };
        for (var i = 0; i < length % 80 && addresses[^1].GetAddressBytes()[^1] < 255; i++)
        {
            var bytes = addresses[^1].GetAddressBytes();
            bytes[^1]++;
            addresses.Add(new IPAddress(bytes));
        }

        var complaint = OutboundRules.Complaint(new IPAddressRange(addresses[0], addresses[^1]), forbidden, allowed);

        Assert.Equal(addresses.Any(address => OutboundRules.Complaint(address, forbidden, allowed) is not null), complaint is not null);
    }

    private static ScopeJudgement Judge(ImmutableArray<string> ranges) => ScopeRules.Judge(new ScopeRequest(ranges, [], []), s_open);
}
