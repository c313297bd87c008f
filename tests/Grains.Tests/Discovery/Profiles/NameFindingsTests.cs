using System.Net;
using Nms.Discovery.Profiles;
using Nms.Discovery.Reach;
using Nms.Discovery.Reach.Probing;
using Nms.Equipment;

namespace Nms.Grains.Tests.Discovery.Profiles;

public sealed class NameFindingsTests
{
    private static readonly IPAddress s_address = IPAddress.Parse("10.0.0.1");

    [Fact]
    public void A_name_of_DNS_names_the_address_and_not_the_equipment()
    {
        var finding = NameFindings.Of(Result(new NamePart(PartOutcome.Completed, Name: "gw.example.net", IsConfirmed: true)))!;

        Assert.Equal((FactSource.Dns, null), (finding.Source, finding.HostName));
        var address = Assert.Single(finding.Addresses);
        Assert.Equal(("10.0.0.1", "gw.example.net", AddressVerdict.Unproven), (address.Address, address.DnsName, address.Verdict));
        Assert.Equal(["DNS calls it gw.example.net, and that name leads back to it"], address.Reasons);
    }

    [Fact]
    public void What_the_equipment_does_not_list_itself_is_not_proven_by_a_name()
    {
        var configured = new SourceFindings
        {
            Source = FactSource.Configuration,
            At = DateTimeOffset.UnixEpoch,
            Interfaces = [new EquipmentInterface { Name = "eth0", Addresses = ["10.0.0.1/24"] }],
        };
        var console = new SourceFindings
        {
            Source = FactSource.Console,
            At = DateTimeOffset.UnixEpoch,
            Interfaces = [new EquipmentInterface { Name = "eth0", Addresses = ["10.0.0.2/24"] }],
        };
        SourceFindings[] findings = [configured, console, NameFindings.Of(Result(new NamePart(PartOutcome.Completed, Name: "gw.example.net")))!];

        var merged = AddressLogic.Merge(findings, [.. InterfaceLogic.Merge(findings).Interfaces]).Single(address => address.Address == "10.0.0.1");

        Assert.Equal((AddressVerdict.Unproven, "gw.example.net"), (merged.Verdict, merged.DnsName));
    }

    [Fact]
    public void Without_a_name_there_is_no_finding() => Assert.Null(NameFindings.Of(Result(new NamePart(PartOutcome.Completed))));

    private static HostProbeResult Result(NamePart name) => new(
        new AddressRoute(s_address, s_address), DateTimeOffset.UnixEpoch, TimeSpan.Zero, new EchoPart(PartOutcome.Skipped), new PortsPart(PartOutcome.Skipped, null, []),
        new TracePart(PartOutcome.Skipped), name, 0);
}
