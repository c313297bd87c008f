using System.Collections.Immutable;
using System.Net;
using FsCheck.Xunit;
using Nms.Discovery.Reach.Identity;

namespace Nms.Grains.Tests.Discovery.Reach.Identity;

public sealed class IdentityLogicTests
{
    private static readonly DateTimeOffset s_then = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("serial=AAA1", "serial=AAA1")]
    [InlineData("engine=80001f8880aabbccdd", "engine=80001f8880aabbccdd")]
    [InlineData("chassis=0c:00:00:00:00:01", "chassis=0c00.0000.0001")]
    [InlineData("mac=0c:00:00:00:00:01,0c:00:00:00:00:02", "mac=0c:00:00:00:00:02,0c:00:00:00:00:01")]
    [InlineData("mac=0c:00:00:00:00:01,0c:00:00:00:00:02", "arp=0c:00:00:00:00:02")]
    [InlineData("arp=0c:00:00:00:00:01", "arp=0c:00:00:00:00:01")]
    [InlineData("list=10.0.0.1,10.0.0.2", "")]
    [InlineData("list=10.0.0.1,10.0.0.2", "arp=0c:00:00:00:00:02")]
    [InlineData("name=r1", "name=R1.example.net")]
    [InlineData("serial=AAA1 name=r1", "serial=AAA1 name=r1 engine=80001f8880aabbccdd")]
    public void What_has_an_identity_in_common_is_one_box(string first, string second)
    {
        var box = Assert.Single(Merge(("10.0.0.1", first), ("10.0.0.2", second)));

        Assert.Equal(["10.0.0.1", "10.0.0.2"], box.FoundAt.Select(address => address.ToString()));
        Assert.Single(box.Reasons);
        Assert.Empty(box.Doubts);
    }

    [Theory]
    [InlineData("", "", null)]
    [InlineData("name=Router", "name=Router", null)]
    [InlineData("serial=N/A", "serial=N/A", null)]
    [InlineData("mac=00:00:5e:00:01:01", "mac=00:00:5e:00:01:01", null)]
    [InlineData("name=r1 serial=AAA1", "name=r1 serial=BBB2", "serial numbers differ")]
    [InlineData("name=r1 engine=80001f8880aabbccdd", "name=r1 engine=80001f8880aabbccee", "engine ids differ")]
    [InlineData("name=r1 list=10.0.0.1,10.9.0.1", "name=r1 list=10.0.0.2,10.9.0.2", "lists of addresses differ")]
    [InlineData("serial=AAA1 mac=0c:00:00:00:00:01", "serial=AAA1 mac=0c:00:00:00:00:02", "MAC addresses differ")]
    [InlineData("engine=80001f8880aabbccdd mac=0c:00:00:00:00:01", "engine=80001f8880aabbccdd arp=0c:00:00:00:00:02", "MAC addresses differ")]
    [InlineData("chassis=sw name=a", "chassis=sw name=b", "names differ")]
    public void What_anything_contradicts_is_two_boxes(string first, string second, string? doubt)
    {
        var boxes = Merge(("10.0.0.1", first), ("10.0.0.2", second));

        Assert.Equal(2, boxes.Length);
        Assert.NotEqual(boxes[0].Id, boxes[1].Id);
        Assert.All(boxes, box => Assert.Equal(doubt is not null, box.Doubts.Any(sentence => sentence.Contains(doubt ?? "", StringComparison.Ordinal))));
    }

    [Fact]
    public void An_address_that_two_boxes_list_is_neithers()
    {
        var boxes = Merge(("10.0.0.1", "serial=AAA1 list=10.0.0.1,10.0.0.9"), ("10.0.0.2", "serial=BBB2 list=10.0.0.2,10.0.0.9"), ("10.0.0.9", ""));

        Assert.Equal(3, boxes.Length);
        Assert.Equal(["10.0.0.1 and 10.0.0.2 both list 10.0.0.9."], boxes[2].Doubts);
    }

    [Fact]
    public void A_box_between_two_does_not_join_what_contradicts()
    {
        var boxes = Merge(("10.0.0.1", "engine=80001f8880aabbccdd serial=AAA1"), ("10.0.0.2", "engine=80001f8880aabbccdd"), ("10.0.0.3", "engine=80001f8880aabbccdd serial=BBB2"));

        Assert.Equal(["10.0.0.1 10.0.0.2", "10.0.0.3"], boxes.Select(box => string.Join(' ', box.FoundAt)));
    }

    [Theory]
    [InlineData("serial=AAA1", "10.0.0.1", "serial=AAA1 name=renamed", "10.7.7.7")]
    [InlineData("mac=0c:00:00:00:00:01,0c:00:00:00:00:02", "10.0.0.1", "arp=0c:00:00:00:00:02", "10.0.0.2")]
    [InlineData("name=r1", "10.0.0.1", "name=r1", "10.0.0.2")]
    [InlineData("name=r1", "10.0.0.1", "", "10.0.0.1")]
    [InlineData("name=r1 list=10.0.0.1,10.0.0.2", "10.0.0.1", "", "10.0.0.2")]
    public void A_box_that_is_found_again_keeps_its_id(string then, string at, string now, string nowAt)
    {
        var known = new KnownBox(Guid.NewGuid(), s_then, [IPAddress.Parse(at)], Keys(then));

        var box = Assert.Single(IdentityLogic.Merge([Finding(nowAt, now)], [known]));

        Assert.Equal((known.Id, false), (box.Id, box.IsNew));
        Assert.StartsWith("It is known from earlier: the same ", box.Reasons[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Another_box_at_the_address_of_a_known_one_is_new()
    {
        var known = new KnownBox(Guid.NewGuid(), s_then, [IPAddress.Parse("10.0.0.1")], Keys("serial=AAA1"));

        var box = Assert.Single(IdentityLogic.Merge([Finding("10.0.0.1", "serial=BBB2")], [known]));

        Assert.True(box.IsNew);
        Assert.NotEqual(known.Id, box.Id);
    }

    [Fact]
    public void Clones_that_were_known_keep_each_its_id_though_they_swapped_addresses()
    {
        var (a, b) = (Guid.NewGuid(), Guid.NewGuid());
        KnownBox[] known =
        [
            new(a, s_then, [IPAddress.Parse("10.0.0.1")], Keys("serial=AAA1 mac=0c:00:00:00:00:01 name=one")),
            new(b, s_then, [IPAddress.Parse("10.0.0.2")], Keys("serial=AAA1 mac=0c:00:00:00:00:02 name=two")),
        ];

        var boxes = IdentityLogic.Merge([Finding("10.0.0.1", "serial=AAA1 mac=0c:00:00:00:00:02"), Finding("10.0.0.2", "serial=AAA1 mac=0c:00:00:00:00:01")], known);

        Assert.Equal([b, a], boxes.Select(box => box.Id));
    }

    [Fact]
    public void Two_known_boxes_that_prove_to_be_one_keep_the_older_id_and_tell_the_other()
    {
        var (older, later) = (Guid.NewGuid(), Guid.NewGuid());
        KnownBox[] known =
        [
            new(later, s_then.AddDays(1), [IPAddress.Parse("10.0.0.1")], Keys("arp=0c:00:00:00:00:01")),
            new(older, s_then, [IPAddress.Parse("10.0.0.2")], Keys("arp=0c:00:00:00:00:02")),
        ];

        var box = Assert.Single(IdentityLogic.Merge([Finding("10.0.0.1", "mac=0c:00:00:00:00:01,0c:00:00:00:00:02 list=10.0.0.1,10.0.0.2"), Finding("10.0.0.2", "")], known));

        Assert.Equal((older, later), (box.Id, Assert.Single(box.Absorbed)));
    }

    [Fact]
    public void The_id_of_a_new_box_is_of_its_identity_and_not_of_the_address_it_was_found_at() =>
        Assert.Equal(Merge(("10.0.0.1", "serial=AAA1"))[0].Id, Merge(("10.0.0.2", "serial=AAA1 name=r1"), ("10.0.0.3", ""))[0].Id);

    [Fact]
    public void A_thousand_clones_of_one_disk_are_a_thousand_boxes()
    {
        var boxes = IdentityLogic.Merge(
            Enumerable.Range(0, 1000).Select(i => new BoxFinding(new IPAddress([10, 0, (byte)(i >> 8), (byte)i]), Keys($"engine=80001f8880aabbccdd serial=AAA1 mac=0c:00:00:00:{i >> 8:x2}:{i & 255:x2}"))), []);

        Assert.Equal(1000, boxes.Select(box => box.Id).Distinct().Count());
        Assert.All(boxes, box => Assert.InRange(box.Doubts.Length, 0, 10));
    }

    /// <summary>Boxes with several addresses and real identities, of which some agents answer with less than all.</summary>
    [Property(MaxTest = 300)]
    public void Findings_of_two_boxes_are_never_joined_and_those_of_one_that_answers_always_are(byte[] shapes, bool clones)
    {
        var findings = new List<(BoxFinding Finding, int Truth)>();
        foreach (var (shape, number) in shapes.Take(20).Select((shape, number) => (shape, number)))
        {
            var addresses = Enumerable.Range(1, 1 + (shape % 4)).Select(i => new IPAddress([10, 0, (byte)number, (byte)i])).ToList();
            var macs = addresses.Select((_, i) => $"0c:00:00:00:{number:x2}:{i:x2}").ToList();
            var full = IdentityKeys.Of(
                serials: [clones ? "CLONE" : $"SN-{number}"], engineIds: [$"80001f8880aabbcc{number:x2}"], macAddresses: macs, addresses: addresses, names: [(shape & 8) != 0 ? "same" : $"r{number}"]);
            findings.AddRange(addresses.Select((address, i) => (new BoxFinding(address, (shape & 16) != 0 && i > 0 ? IdentityKeys.Of(seenMacAddresses: [macs[i]]) : full), number)));
        }

        var boxes = IdentityLogic.Merge(findings.OrderBy(pair => pair.Finding.Address.GetHashCode()).Select(pair => pair.Finding), []);

        var truth = findings.GroupBy(pair => pair.Truth).Select(group => string.Join(' ', group.Select(pair => pair.Finding.Address.ToString()).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal);
        Assert.Equal(truth, boxes.Select(box => string.Join(' ', box.FoundAt.Select(address => address.ToString()).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal));
    }

    private static ImmutableArray<Box> Merge(params (string Address, string Keys)[] findings) => IdentityLogic.Merge(findings.Select(finding => Finding(finding.Address, finding.Keys)), []);

    private static BoxFinding Finding(string address, string keys) => new(IPAddress.Parse(address), Keys(keys));

    private static IdentityKeys Keys(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1].Split(','));
        return IdentityKeys.Of(Of("serial"), Of("engine"), Of("chassis"), Of("mac"), Of("arp"), Of("list").Select(IPAddress.Parse!), Of("name"));

        string[] Of(string key) => parts.GetValueOrDefault(key) ?? [];
    }
}
