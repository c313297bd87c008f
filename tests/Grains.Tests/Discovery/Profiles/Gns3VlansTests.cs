using Nms.Discovery.Profiles;

namespace Nms.Grains.Tests.Discovery.Profiles;

public sealed class Gns3VlansTests
{
    [Fact]
    public void Access_ports_are_in_one_VLAN_and_trunks_in_all()
    {
        var vlans = Gns3Vlans.Of("""
            { "ports_mapping": [
              { "name": "Ethernet0", "port_number": 0, "type": "access", "vlan": 10 },
              { "name": "Ethernet1", "port_number": 1, "type": "access", "vlan": 20 },
              { "name": "Ethernet2", "port_number": 2, "type": "dot1q", "vlan": 1 } ] }
            """);

        Assert.Equal(
            ["1: Ethernet2 untagged Ethernet2", "10: Ethernet0 Ethernet2 untagged Ethernet0", "20: Ethernet1 Ethernet2 untagged Ethernet1"],
            vlans.Select(vlan => $"{vlan.Id}: {string.Join(' ', vlan.Ports)} untagged {string.Join(' ', vlan.UntaggedPorts)}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("[]")]
    [InlineData("""{ "ports_mapping": 5 }""")]
    [InlineData("""{ "ports_mapping": [ 1, { "name": 2, "vlan": "x" }, { "name": "e0", "vlan": 70000 } ] }""")]
    public void What_is_no_mapping_names_no_VLAN(string? properties) => Assert.Empty(Gns3Vlans.Of(properties));
}
