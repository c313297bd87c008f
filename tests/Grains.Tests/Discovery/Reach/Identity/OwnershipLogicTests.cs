using System.Net;
using FsCheck.Xunit;
using Nms.Discovery.Reach.Identity;

namespace Nms.Grains.Tests.Discovery.Reach.Identity;

public sealed class OwnershipLogicTests
{
    private const string MacOfR1 = "0c:00:00:00:01:00";
    private const string MacOfR2 = "0c:00:00:00:02:00";
    private const string SharedEngine = "80001f8880aabbccdd";

    private static readonly Guid s_r1 = new(1, 0, 0, new byte[8]);
    private static readonly Guid s_r2 = new(2, 0, 0, new byte[8]);
    private static readonly IPAddress s_address = IPAddress.Parse("10.0.0.1");

    private static readonly OwnerDirectory s_owners = new(
    [
        new OwnerFacts(s_r1, "R1", IdentityKeys.Of(
            serials: ["SN-ONE"], engineIds: ["800000090300aa01", SharedEngine], macAddresses: [MacOfR1, "0c:00:00:00:99:00"], addresses: Set("10.0.0.1", "10.0.9.9"), names: ["r1", "edge"])),
        new OwnerFacts(s_r2, "R2", IdentityKeys.Of(
            serials: ["SN-TWO"], engineIds: ["800000090300bb02", SharedEngine], macAddresses: [MacOfR2, "0c:00:00:00:99:00"], addresses: Set("10.0.0.2", "10.0.9.9"), names: ["r2", "edge"])),
    ]);

    public static TheoryData<string, string, string> Rules => new()
    {
        { "serial=SN-ONE", "Proven", "it has the serial number SN-ONE" },
        { "engine=800000090300aa01", "Proven", "it has the SNMP engine id 800000090300aa01" },
        { "arp=" + MacOfR1, "Proven", "ARP tables have it at " + MacOfR1 },
        { "mac=" + MacOfR1, "Proven", "it lists the MAC address " + MacOfR1 },
        { "name=R1.example.net", "Proven", "it calls itself r1" },

        // What several have proves nothing.
        { "name=edge", "Unproven", "which they share" },
        { "engine=" + SharedEngine, "Unproven", "which they share" },
        { "mac=0c:00:00:00:99:00", "Unproven", "which they share" },
        { "serial=SN-ONE serial=SN-TWO", "Unproven", "something of R1 and of R2" },
        { "name=Router", "Unproven", "nothing says what it is" },
        { "", "Unproven", "nothing says what it is" },

        // Something else is there.
        { "serial=SN-TWO", "Contradicted", "What answers is R2" },
        { "arp=" + MacOfR2, "Contradicted", "What answers is R2" },
        { "name=r2", "Contradicted", "What answers is R2" },
        { "name=stranger", "Contradicted", "not what is known of R1" },
        { "serial=SN-THREE", "Contradicted", "not what is known of R1" },

        // Two that disagree: a name is given by hand, and a clone has the numbers of what it was made from.
        { "name=r1 serial=SN-THREE", "Unproven", "not what is known of R1" },
        { "name=r1 serial=SN-TWO", "Contradicted", "What answers is R2" },
        { "serial=SN-ONE name=stranger", "Proven", "it has the serial number SN-ONE" },
        { "arp=" + MacOfR1 + " engine=" + SharedEngine, "Proven", "ARP tables have it" },
        { "arp=" + MacOfR2 + " serial=SN-ONE", "Contradicted", "What answers is R2" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_it_says_of_itself_decides(string said, string outcome, string reason)
    {
        var verdict = OwnershipLogic.Judge(s_owners, s_r1, new AddressAnswer(IPAddress.Parse("10.0.0.77"), Keys(said)));

        Assert.Equal(outcome, verdict.Outcome.ToString());
        Assert.Contains(verdict.Reasons, sentence => sentence.Contains(reason, StringComparison.Ordinal));
        Assert.Equal(reason == "What answers is R2" ? s_r2 : null, verdict.Other);
    }

    [Fact]
    public void An_address_that_the_console_lists_is_proven_unless_somebody_else_answers()
    {
        Assert.Equal(OwnershipOutcome.Proven, OwnershipLogic.Judge(s_owners, s_r1, new AddressAnswer(s_address, IdentityKeys.None)).Outcome);
        Assert.Equal(OwnershipOutcome.Proven, OwnershipLogic.Judge(s_owners, s_r1, new AddressAnswer(s_address, Keys("name=stranger"))).Outcome);
        Assert.Equal(OwnershipOutcome.Contradicted, OwnershipLogic.Judge(s_owners, s_r1, new AddressAnswer(s_address, Keys("arp=" + MacOfR2))).Outcome);
    }

    [Fact]
    public void An_address_that_two_consoles_list_is_nobodys_until_something_else_tells()
    {
        var both = IPAddress.Parse("10.0.9.9");

        var verdict = OwnershipLogic.Judge(s_owners, s_r1, new AddressAnswer(both, IdentityKeys.None));

        Assert.Equal(OwnershipOutcome.Unproven, verdict.Outcome);
        Assert.Equal(["The console of R1 lists 10.0.9.9, and that of R2 too."], verdict.Reasons);
        Assert.Equal(OwnershipOutcome.Proven, OwnershipLogic.Judge(s_owners, s_r1, new AddressAnswer(both, Keys("arp=" + MacOfR1))).Outcome);
        Assert.Equal(OwnershipOutcome.Contradicted, OwnershipLogic.Judge(s_owners, s_r2, new AddressAnswer(both, Keys("arp=" + MacOfR1))).Outcome);
    }

    [Fact]
    public void Nothing_is_proven_of_equipment_that_nobody_knows() =>
        Assert.Equal(OwnershipOutcome.Unproven, OwnershipLogic.Judge(s_owners, Guid.Empty, new AddressAnswer(s_address, Keys("serial=SN-ONE"))).Outcome);

    [Fact]
    public void What_has_something_of_two_is_not_ones_because_a_console_lists_the_address() => Whatever_answers_is_at_most_one([[109, 19], [34, 91]], [229, 67]);

    [Property(MaxTest = 1000)]
    public void Whatever_answers_is_at_most_one(byte[][] owners, byte[] answer)
    {
        List<OwnerFacts> all = [.. owners.Take(6).Select((seed, number) => new OwnerFacts(new Guid(number, 0, 0, new byte[8]), $"R{number}", Random(seed ?? [])))];

        var verdicts = all.Select(owner => OwnershipLogic.Judge(new OwnerDirectory(all), owner.Id, new AddressAnswer(IPAddress.Parse("10.0.0.1"), Random(answer)))).ToList();

        Assert.InRange(verdicts.Count(verdict => verdict.Outcome == OwnershipOutcome.Proven), 0, 1);
    }

    /// <summary>An identity from a few values, so that they meet: each byte is a kind and a value.</summary>
    private static IdentityKeys Random(byte[] seed)
    {
        var kinds = seed.Take(8).ToLookup(value => value % 6, value => (value / 6) % 4);
        return IdentityKeys.Of(
            kinds[0].Select(value => $"SN-{value}"), kinds[1].Select(value => $"80001f8880aabbcc0{value}"), null, kinds[2].Select(value => $"0c:00:00:00:00:0{value}"),
            kinds[3].Select(value => $"0c:00:00:00:00:0{value}"), kinds[4].Select(value => new IPAddress([10, 0, 0, (byte)value])), kinds[5].Select(value => $"r{value}"));
    }

    private static IEnumerable<IPAddress> Set(params string[] texts) => texts.Select(IPAddress.Parse);

    private static IdentityKeys Keys(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')).ToLookup(part => part[0], part => (string?)part[1]);
        return IdentityKeys.Of(parts["serial"], parts["engine"], parts["chassis"], parts["mac"], parts["arp"], null, parts["name"]);
    }
}
