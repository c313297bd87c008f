using Nms.Equipment;
using static Nms.Grains.Tests.Equipment.Findings;

namespace Nms.Grains.Tests.Equipment;

public sealed class EquipmentLogicTests
{
    private static readonly EquipmentProfile s_full = ProfileLogic.Consolidate(
        Basis(("console", SectionOutcome.Completed), ("snmp", SectionOutcome.Completed)),
        [Of(FactSource.Snmp, Interface("Ethernet0/0", "aa:bb:cc:00:00:01", "10.0.0.1/24")) with { HostName = "R1", Routes = [new EquipmentRoute { Destination = "10.1.0.0/16", NextHop = "10.0.0.2" }] }]);

    [Fact]
    public void The_first_profile_is_told_as_found()
    {
        var decision = EquipmentLogic.Record(new EquipmentState(), s_full, Now);

        Assert.Equal("equipment.discovered", Assert.Single(decision.Events).Type);
        Assert.Equal(1, decision.Version!.Version);
        Assert.True(decision.IsNew);
        Assert.Equal(["10.0.0.1"], EquipmentLogic.Summarise(decision.Next).Addresses);
    }

    [Fact]
    public void A_profile_that_says_the_same_is_no_news()
    {
        var first = EquipmentLogic.Record(new EquipmentState(), s_full, Now);

        var again = EquipmentLogic.Record(first.Next, s_full with { RunId = Guid.NewGuid(), StartedAt = Now.AddHours(1) }, Now.AddHours(1));

        Assert.Empty(again.Events);
        Assert.Null(again.Version);
        Assert.Equal(Now, again.Next.ChangedAt);
        Assert.Equal(Now.AddHours(1), again.Next.SeenAt);
    }

    [Fact]
    public void A_change_is_told_field_by_field()
    {
        var first = EquipmentLogic.Record(new EquipmentState(), s_full, Now);
        var other = s_full with { HostName = s_full.HostName! with { Value = "R9" } };

        var decision = EquipmentLogic.Record(first.Next, other, Now.AddHours(1));

        var change = Assert.Single(decision.Version!.Changes);
        Assert.Equal(("host_name", "R1", "R9"), (change.Path, change.Before, change.After));
        Assert.Equal("equipment.changed", Assert.Single(decision.Events).Type);
        Assert.Equal(2, decision.Next.Profile!.Version);
    }

    [Fact]
    public void What_could_not_be_asked_is_not_said_to_be_gone()
    {
        var first = EquipmentLogic.Record(new EquipmentState(), s_full, Now);
        var blind = ProfileLogic.Consolidate(Basis(("console", SectionOutcome.Completed), ("snmp", SectionOutcome.Failed)), [Of(FactSource.Console, Interface("Ethernet0/0", "aa:bb:cc:00:00:01", "10.0.0.1/24")) with { HostName = "R1" }]);

        Assert.Null(EquipmentLogic.Record(first.Next, blind, Now.AddHours(1)).Version);

        var seeing = blind with { Sections = s_full.Sections };
        Assert.Contains(EquipmentLogic.Record(first.Next, seeing, Now.AddHours(1)).Version!.Changes, change => change.Path.StartsWith("routes[", StringComparison.Ordinal) && change.After is null);
    }

    [Fact]
    public void Lost_equipment_is_told_once_and_found_again()
    {
        var known = EquipmentLogic.Record(new EquipmentState(), s_full, Now).Next;

        var lost = EquipmentLogic.Lose(known, "gone", Now)!;

        Assert.Equal((true, "gone", Now), (lost.Lost, lost.LostReason, lost.LostAt!.Value));
        Assert.Null(EquipmentLogic.Lose(lost, "again", Now));
        Assert.Null(EquipmentLogic.Lose(new EquipmentState(), "gone", Now));
        var back = EquipmentLogic.Record(lost, s_full, Now.AddHours(1));
        Assert.Equal("equipment.discovered", Assert.Single(back.Events).Type);
        Assert.Equal((false, null, null), (back.Next.Lost, back.Next.LostReason, back.Next.LostAt));
    }
}
