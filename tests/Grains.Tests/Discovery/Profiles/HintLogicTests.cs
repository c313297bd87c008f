using Nms.Discovery.Profiles;
using Nms.Equipment;
using Nms.Grains.Tests.Equipment;

namespace Nms.Grains.Tests.Discovery.Profiles;

public sealed class HintLogicTests
{
    private static readonly Guid s_silent = Guid.Parse("33333333-3333-4333-8333-333333333333");

    [Fact]
    public void A_silent_host_is_found_in_the_ARP_table_of_its_router_by_its_MAC_address()
    {
        var hints = HintLogic.Of([Silent(), Router() with { Neighbours = [new EquipmentNeighbour { Address = "10.0.0.7", MacAddress = "00:50:79:66:68:01" }, new EquipmentNeighbour { Address = "10.0.0.8", MacAddress = "00:50:79:66:68:02" }] }]);

        var address = Assert.Single(Assert.Single(hints[s_silent]).Addresses);
        Assert.Equal("10.0.0.7", address.Address);
        Assert.Equal(AddressVerdict.Likely, address.Verdict);
        Assert.Equal("R1 has it in its ARP table as 00:50:79:66:68:01", Assert.Single(address.Reasons));
    }

    [Fact]
    public void It_is_found_in_a_lease_and_by_what_it_says_to_its_neighbour()
    {
        var hints = HintLogic.Of([Silent(), Router() with
        {
            Leases = [new EquipmentLease { Address = "10.0.0.9", MacAddress = "00:50:79:66:68:01" }],
            Adjacencies = [new EquipmentAdjacency { Protocol = "lldp", RemoteName = "silent", RemoteAddress = "10.0.0.5" }],
        }]);

        Assert.Equal([FactSource.Neighbour, FactSource.Dhcp], hints[s_silent].Select(hint => hint.Source));
    }

    [Fact]
    public void A_MAC_address_that_two_have_leads_to_neither()
    {
        var twin = Silent() with { EquipmentId = Guid.NewGuid(), Name = "twin" };

        Assert.Empty(HintLogic.Of([Silent(), twin, Router() with { Neighbours = [new EquipmentNeighbour { Address = "10.0.0.7", MacAddress = "00:50:79:66:68:01" }] }]));
    }

    [Fact]
    public void Who_has_an_address_needs_no_hint()
    {
        var known = Silent() with { Addresses = [new EquipmentAddress { Address = "10.0.0.7", Verdict = AddressVerdict.Proven }] };

        Assert.Empty(HintLogic.Of([known, Router() with { Neighbours = [new EquipmentNeighbour { Address = "10.0.0.7", MacAddress = "00:50:79:66:68:01" }] }]));
    }

    private static EquipmentProfile Silent() => Findings.Basis() with { EquipmentId = s_silent, Name = "silent", Interfaces = [Findings.Interface("e0", "00:50:79:66:68:01")] };

    private static EquipmentProfile Router() => Findings.Basis() with { Addresses = [new EquipmentAddress { Address = "10.0.0.1", Verdict = AddressVerdict.Proven }] };
}
