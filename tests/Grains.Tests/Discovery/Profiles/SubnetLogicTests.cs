using Nms.Discovery.Profiles;
using Nms.Discovery.Reach;
using Nms.Equipment;

namespace Nms.Grains.Tests.Discovery.Profiles;

public sealed class SubnetLogicTests
{
    private static readonly ScopePolicy s_policy = new();

    [Fact]
    public void Subnets_of_interfaces_and_connected_routes_are_looked_through_for_addresses_that_nobody_has()
    {
        var router = Router(["10.0.1.1/29", "10.9.0.1/16", "10.0.9.1/31"], ["10.0.2.0/30 connected", "10.0.3.0/24 ospf"]);

        Assert.Equal("10.0.1.2-10.0.1.6, 10.0.2.1-10.0.2.2", SubnetLogic.Unknown([router], _ => true, s_policy).ToString());
    }

    [Fact]
    public void Where_no_rule_leads_only_subnets_in_which_equipment_was_shown_to_answer_are_looked_through()
    {
        var router = Router(["10.0.1.1/30", "10.0.2.1/30", "10.0.3.1/30"], []) with
        {
            Reachability =
            [
                new EquipmentReachability { Address = "10.0.1.1", PingSuccess = true },
                new EquipmentReachability { Address = "10.0.2.1", PingSuccess = false, Ports = [new EquipmentPort { Protocol = "tcp", Number = 22, State = "closed" }] },
                new EquipmentReachability { Address = "10.0.3.1", Ports = [new EquipmentPort { Protocol = "tcp", Number = 22, State = "open" }] },
            ],
        };

        Assert.Equal("10.0.1.2, 10.0.3.2", SubnetLogic.Unknown([router], _ => false, s_policy).ToString());
        Assert.Equal(0UL, (ulong)SubnetLogic.Unknown([router with { Addresses = [.. router.Addresses.Select(address => address with { Verdict = AddressVerdict.Likely })] }], _ => false, s_policy).Count);
    }

    [Fact]
    public void What_the_operator_denies_is_left_out_and_a_run_has_a_bound()
    {
        var many = Router([.. Enumerable.Range(0, 8).Select(i => $"10.{i}.0.1/22")], []);
        var denied = ScopePolicy.Of(new ReachOptions { Deny = ["10.0.1.0/24"] }, new Nms.Outbound.OutboundOptions());

        Assert.Equal(SubnetLogic.MostAddresses, (int)SubnetLogic.Unknown([many], _ => true, s_policy).Count);
        Assert.Equal(0UL, (ulong)SubnetLogic.Unknown([Router(["10.0.1.1/24"], [])], _ => true, denied).Count);
    }

    private static EquipmentProfile Router(string[] addresses, string[] routes) => new()
    {
        EquipmentId = Guid.NewGuid(),
        Name = "R1",
        Interfaces = [.. addresses.Select((address, i) => new EquipmentInterface { Name = $"eth{i}", Addresses = [address] })],
        Addresses = [.. addresses.Select(address => new EquipmentAddress { Address = address.Split('/')[0], Verdict = AddressVerdict.Proven })],
        Routes = [.. routes.Select(route => new EquipmentRoute { Destination = route.Split(' ')[0], Protocol = route.Split(' ')[1] })],
    };
}
