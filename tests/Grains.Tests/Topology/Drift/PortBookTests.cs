using Nms.Nodes;
using Nms.Topology;
using Nms.Topology.Drift;
using static Nms.Grains.Tests.Projects.Given;

namespace Nms.Grains.Tests.Topology.Drift;

public sealed class PortBookTests
{
    private static readonly PortBook s_book = new(
        Node(1, "R1") with
        {
            Ports =
            [
                new NodePort("GigabitEthernet0/0", "Gi0/0", 0, 0, "ethernet"), new NodePort("FastEthernet0/0", "Fa0/0", 1, 0, "ethernet"),
                new NodePort("Ethernet3", "e3", 3, 0, "ethernet"), new NodePort("TenGigabitEthernet1/1", "Te1/1", 4, 0, "ethernet"),
                new NodePort("Tunnel1/1", "Tu1/1", 5, 0, "ethernet"),
            ],
        },
        new DriftWitness { NodeId = Id(1), Ports = [new DriftPort("ens3", null, 3, 0, "02AA.BBCC.DD03")] });

    [Theory]
    [InlineData("GigabitEthernet0/0", 0)]
    [InlineData("Gi0/0", 0)]
    [InlineData("gig 0/0", 0)]
    [InlineData("g0/0", 0)]
    [InlineData("Fa0/0", 1)]
    [InlineData("FastEthernet0/0.100", 1)]
    [InlineData("ens3", 3)]
    [InlineData("ens3@if7", 3)]
    [InlineData("eth3", 3)]
    [InlineData("02:aa:bb:cc:dd:03", 3)]
    [InlineData("02-AA-BB-CC-DD-03", 3)]
    [InlineData("Te1/1", 4)]
    public void A_port_is_found_by_any_of_its_names(string name, int adapter) =>
        Assert.Equal(new PortKey(Id(1), adapter, 0), s_book.Find(name));

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("T1/1")]
    [InlineData("Gi0/1")]
    [InlineData("Serial0/0")]
    [InlineData("0/0")]
    [InlineData("02:aa:bb:cc:dd:04")]
    public void What_fits_none_or_several_is_none(string? name) => Assert.Null(s_book.Find(name));

    [Fact]
    public void A_port_is_called_as_the_equipment_calls_it() => Assert.Equal("ens3", s_book.NameOf(new PortKey(Id(1), 3, 0)));
}
