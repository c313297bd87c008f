using System.Net;
using FsCheck.Xunit;
using Nms.Discovery.Reach;
using Nms.Probes;

namespace Nms.Grains.Tests.Discovery.Reach;

public sealed class AddressTranslationTests
{
    private static readonly Guid s_project = Guid.Parse("11111111-1111-1111-1111-111111111111");
    private static readonly Guid s_other = Guid.Parse("22222222-2222-2222-2222-222222222222");

    [Theory]
    [InlineData("10.10.0.1", 161, "127.74.0.1:10161")]
    [InlineData("10.0.0.1", 80, "127.64.0.1:10080")]
    [InlineData("10.63.255.254", 22, "127.127.255.254:10022")]
    [InlineData("192.168.7.9", 23, "127.128.7.9:10023")]
    [InlineData("172.31.1.2", 22, "127.175.1.2:10022")]
    [InlineData("::ffff:10.10.0.1", 161, "127.74.0.1:10161")]
    public void An_address_of_the_Lab_is_reached_on_loopback(string address, int port, string endPoint)
    {
        var translation = Of([], "lab");

        var found = translation.Translate("lab", s_project, IPAddress.Parse(address), port);

        Assert.Equal(endPoint, found?.ToString());
        var plain = IPAddress.Parse(address).IsIPv4MappedToIPv6 ? IPAddress.Parse(address).MapToIPv4() : IPAddress.Parse(address);
        Assert.Equal((plain, port), translation.Back("lab", s_project, found!));
    }

    [Theory]
    [InlineData("10.64.0.1")]
    [InlineData("203.0.113.7")]
    [InlineData("2001:db8::1")]
    public void An_address_for_which_the_Lab_has_no_listener_is_nowhere_and_no_stranger_is_asked(string address)
    {
        var route = Of([], "lab").Find("lab", s_project, IPAddress.Parse(address));

        Assert.Null(route.Target);
        Assert.Null(route.EndPointOf(22));
        Assert.Contains(address, route.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_server_and_what_is_in_no_lab_are_reached_as_they_are()
    {
        var translation = Of([], "lab");

        Assert.Equal("10.10.0.1:161", translation.Translate("default", s_project, IPAddress.Parse("10.10.0.1"), 161)?.ToString());
        Assert.Equal("10.10.0.1:161", translation.Translate(null, null, IPAddress.Parse("10.10.0.1"), 161)?.ToString());
        Assert.Null(translation.Find(null, null, IPAddress.Parse("10.10.0.1")).NoEcho);
    }

    [Fact]
    public void The_most_specific_rule_counts()
    {
        var translation = Of(
        [
            Rule("10.0.0.0/8", "100.0.0.0/8"),
            Rule("10.0.0.0/16", "100.65.0.0/16", server: "a"),
            Rule("10.1.0.0/16", "100.66.0.0/16", server: "a"),
            Rule("10.0.0.0/16", "100.67.0.0/16", project: s_project),
            Rule("10.0.0.0/16", "100.68.0.0/16", server: "a", project: s_project),
        ]);

        Assert.Equal("100.68.0.1:22", translation.Translate("a", s_project, IPAddress.Parse("10.0.0.1"), 22)?.ToString());
        Assert.Equal("100.67.0.1:22", translation.Translate("b", s_project, IPAddress.Parse("10.0.0.1"), 22)?.ToString());
        Assert.Equal("100.65.0.1:22", translation.Translate("a", s_other, IPAddress.Parse("10.0.0.1"), 22)?.ToString());
        Assert.Equal("100.66.0.1:22", translation.Translate("a", s_project, IPAddress.Parse("10.1.0.1"), 22)?.ToString());
        Assert.Equal("100.0.0.1:22", translation.Translate("b", s_other, IPAddress.Parse("10.0.0.1"), 22)?.ToString());
    }

    [Fact]
    public void A_setting_for_the_Labs_server_goes_before_the_built_in_rules_and_one_for_all_does_not()
    {
        var translation = Of([Rule("10.0.0.0/8", "100.0.0.0/8"), Rule("10.1.0.0/16", "100.66.0.0/16", server: "lab")], "lab");

        Assert.Equal("127.64.0.1:10022", translation.Translate("lab", s_project, IPAddress.Parse("10.0.0.1"), 22)?.ToString());
        Assert.Equal("100.66.0.1:22", translation.Translate("lab", s_project, IPAddress.Parse("10.1.0.1"), 22)?.ToString());
    }

    [Fact]
    public void Hosts_behind_one_forwarding_address_share_its_ports()
    {
        var translation = Of([Rule("10.0.0.1", "203.0.113.5", offset: 10_000), Rule("10.0.0.2", "203.0.113.5", offset: 20_000)]);

        Assert.Equal("203.0.113.5:10022", translation.Translate(null, null, IPAddress.Parse("10.0.0.1"), 22)?.ToString());
        Assert.Equal("203.0.113.5:20022", translation.Translate(null, null, IPAddress.Parse("10.0.0.2"), 22)?.ToString());
        Assert.Null(translation.Translate(null, null, IPAddress.Parse("10.0.0.1"), 10_022));
        Assert.Equal((IPAddress.Parse("10.0.0.2"), 22), translation.Back(null, null, new IPEndPoint(IPAddress.Parse("203.0.113.5"), 20_022)));
        Assert.Contains("203.0.113.5", translation.Find(null, null, IPAddress.Parse("10.0.0.1")).NoEcho, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.1", null)]
    [InlineData("10.2.0.0", "reached by ports forwarded from 100.66.0.0")]
    [InlineData("127.0.0.1", "where this host itself would answer")]
    public void No_echo_is_sent_where_somebody_else_would_answer(string address, string? reason)
    {
        var route = Of([Rule("10.1.0.0/16", "100.65.0.0/16"), Rule("10.2.0.0/16", "100.66.0.0/16", offset: 1)]).Find(null, null, IPAddress.Parse(address));

        Assert.Equal(reason is null, route.NoEcho is null);
        Assert.Contains(reason ?? "", route.NoEcho ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "10.0.0.0/8", 0, "Nms:Discovery:Translations:1:From: '' is no address.")]
    [InlineData("10.0.0.1/8", "10.0.0.0/8", 0, "Nms:Discovery:Translations:1:From: '10.0.0.1/8' has bits behind its prefix; the block is 10.0.0.0/8.")]
    [InlineData("10.0.0.1-3", "10.0.0.0/8", 0, "Nms:Discovery:Translations:1:From: '10.0.0.1-3' is no block: write one as 10.1.0.0/16.")]
    [InlineData("10.0.0.0/8", "100.64.0.0/10", 0, "Nms:Discovery:Translations:1: 10.0.0.0/8 and 100.64.0.0/10 must be of one family and have prefixes of one length.")]
    [InlineData("10.0.0.0/24", "fd00::/24", 0, "Nms:Discovery:Translations:1: 10.0.0.0/24 and fd00::/24 must be of one family and have prefixes of one length.")]
    [InlineData("10.0.0.0/8", "100.0.0.0/8", 70_000, "Nms:Discovery:Translations:1:PortOffset is 70000; it must be between 0 and 65000.")]
    [InlineData("192.168.7.0/24", "100.0.7.0/24", 0, "Nms:Discovery:Translations:1:From: 192.168.7.0/24 overlaps 192.168.0.0/16 of Nms:Discovery:Translations:0, which is for the same server and project.")]
    [InlineData("10.0.0.0/24", "127.128.9.0/24", 0, "Nms:Discovery:Translations:1:To: 127.128.9.0/24 overlaps 127.128.0.0/16 of Nms:Discovery:Translations:0 with the same PortOffset; one of them must differ.")]
    public void Settings_that_cannot_work_are_refused_by_their_key(string? from, string to, int offset, string error)
    {
        var options = new ReachOptions
        {
            Translations = [new TranslationOptions { From = "192.168.0.0/16", To = "127.128.0.0/16" }, new TranslationOptions { From = from, To = to, PortOffset = offset }],
        };

        Assert.Equal([error], new ReachOptionsValidator().Validate(null, options).Failures);
    }

    [Fact]
    public void The_same_block_in_two_projects_is_no_contradiction()
    {
        var options = new ReachOptions
        {
            Translations =
            [
                new TranslationOptions { From = "10.0.0.0/16", To = "100.64.0.0/16", Project = s_project },
                new TranslationOptions { From = "10.0.0.0/16", To = "100.65.0.0/16", Project = s_other },
                new TranslationOptions { From = "fd00::/64", To = "fd01::/64", Project = s_other },
            ],
        };

        Assert.True(new ReachOptionsValidator().Validate(null, options).Succeeded);
        Assert.Equal("[fd01::7]:22", Of(options.Translations).Translate("a", s_other, IPAddress.Parse("fd00::7"), 22)?.ToString());
    }

    [Property(MaxTest = 1000)]
    public void Forth_and_back_is_where_it_began(uint number, ushort port, byte scope)
    {
        var translation = Of(
            [
                Rule("10.0.0.0/9", "100.0.0.0/9", project: s_project), Rule("10.128.0.0/9", "100.0.0.0/9", project: s_project, offset: 20_000),
                Rule("0.0.0.0/1", "128.0.0.0/1", server: "a"), Rule("192.168.0.0/16", "10.0.0.0/16"), Rule("192.169.0.0/16", "10.0.0.0/16", offset: 300),
            ],
            "lab");
        string?[] servers = ["a", "lab", "b", null];
        var (server, project) = (servers[scope % 4], scope % 3 == 0 ? s_project : s_other);
        var address = new IPAddress([(byte)(number % 2 == 0 ? 10 : 192), (byte)(number >> 8), (byte)(number >> 16), (byte)(number >> 24)]);

        var route = translation.Find(server, project, address);

        if (route.EndPointOf(port) is { } here && translation.Back(server, project, here) is var back)
        {
            Assert.Equal(here, translation.Translate(server, project, back!.Value.Address, back.Value.Port));
        }
    }

    [Property(MaxTest = 200)]
    public void A_set_that_is_cut_into_ways_leads_where_its_addresses_lead(byte[] starts, byte length, byte scope)
    {
        var translation = Of(
            [Rule("10.0.0.0/25", "100.64.0.0/25"), Rule("10.0.0.32/27", "100.65.0.32/27", server: "a"), Rule("10.0.0.40/29", "127.5.0.40/29", project: s_project, offset: 7)], "lab");
        string?[] servers = ["a", "lab", null];
        var (server, project) = (servers[scope % 3], scope % 2 == 0 ? s_project : s_other);
        var set = new IPAddressSet(starts.Take(5).Select(start => new IPAddressRange(new IPAddress([10, 0, 0, start]), new IPAddress([10, 0, 0, (byte)Math.Min(255, start + (length % 30))]))));

        var cut = translation.Split(server, project, set).SelectMany(part => part.Slices(7)).SelectMany(part => RoutedSet.Targets(part.Addresses, part.Rule).Enumerate()
            .Select(target => (part.Back(target).ToString(), target.ToString(), part.PortOf(22), part.IsSpokenToItself)));

        var one = set.Enumerate().Select(address => translation.Find(server, project, address)).Where(route => route.Target is not null)
            .Select(route => (route.Address.ToString(), route.Target!.ToString(), route.EndPointOf(22)?.Port, route.NoEcho is null));
        Assert.Equal(one.Order(), cut.Order());
    }

    private static TranslationOptions Rule(string from, string to, string? server = null, Guid? project = null, int offset = 0) =>
        new() { From = from, To = to, Server = server, Project = project, PortOffset = offset };

    private static AddressTranslation Of(IReadOnlyList<TranslationOptions> settings, params string[] labs)
    {
        var errors = new List<string>();
        var rules = TranslationRules.Read(settings, errors);
        Assert.Empty(errors);
        return new AddressTranslation(rules, labs);
    }
}
