using Nms.Discovery.Profiles;
using Nms.Equipment;
using static Nms.Grains.Tests.Equipment.Findings;

namespace Nms.Grains.Tests.Discovery.Profiles;

public sealed class EarlierFindingsTests
{
    private static readonly DateTimeOffset s_later = Now.AddHours(1);

    private static readonly SourceFindings s_console = Of(FactSource.Console, Interface("eth0", "aa:bb:cc:00:00:01", "10.0.0.1/24") with { AdminStatus = "up" }) with { HostName = "core", SerialNumber = "A1" };

    private static readonly SourceFindings s_agent = Of(FactSource.Snmp, Interface("eth0", "aa:bb:cc:00:00:02", "10.0.0.1/24") with { AdminStatus = "up", IfIndex = 1 }) with
    {
        HostName = "edge",
        Modules = [new EquipmentModule { Name = "chassis" }],
        Routes = [new EquipmentRoute { Destination = "0.0.0.0/0", NextHop = "10.0.0.254", Source = FactSource.Snmp }],
    };

    private static readonly EquipmentProfile s_full = ProfileLogic.Consolidate(Basis(), [s_console, s_agent]);

    [Fact]
    public void What_a_source_said_comes_out_of_the_profile_again()
    {
        var again = ProfileLogic.Consolidate(Basis(), [EarlierFindings.Of(s_full, FactSource.Console, Now), EarlierFindings.Of(s_full, FactSource.Snmp, Now)]);

        Assert.Empty(ProfileDiff.Compare(s_full, again));
        Assert.Equal(("core", "edge"), (again.HostName!.Value, Assert.Single(again.HostName.Rivals).Value));
        Assert.Equal(("aa:bb:cc:00:00:01", "aa:bb:cc:00:00:02"), (again.Conflicts[0].Value.Value, again.Conflicts[0].Value.Rivals[0].Value));
        Assert.Equal(AddressVerdict.Proven, again.Addresses[0].Verdict);
    }

    [Fact]
    public void What_is_fresh_is_believed_before_what_was_read_earlier_whoever_said_it()
    {
        var now = s_console with { At = s_later, HostName = "renamed", Interfaces = [Interface("eth0", "aa:bb:cc:00:00:01", "10.0.0.9/24") with { AdminStatus = "down" }] };

        var profile = ProfileLogic.Consolidate(Basis(), [EarlierFindings.Of(s_full, FactSource.Snmp, Now), now]);

        Assert.Equal(("renamed", s_later), (profile.HostName!.Value, profile.HostName.At));
        Assert.Equal(("edge", Now), (profile.HostName.Rivals[0].Value, profile.HostName.Rivals[0].At));
        Assert.Equal(("down", "10.0.0.9/24"), (profile.Interfaces[0].AdminStatus, string.Join(' ', profile.Interfaces[0].Addresses)));
        Assert.Equal(
            [("10.0.0.9", AddressVerdict.Proven), ("10.0.0.1", AddressVerdict.Unproven)], profile.Addresses.Select(one => (one.Address, one.Verdict)));
        Assert.Equal(("chassis", "10.0.0.254"), (profile.Modules[0].Name, profile.Routes[0].NextHop));
    }

    [Fact]
    public void The_drawing_does_not_rename_what_the_equipment_named_earlier()
    {
        var drawn = Of(FactSource.Gns3, Interface("Ethernet0", "aa:bb:cc:00:00:01") with { Gns3Name = "Ethernet0", AdapterNumber = 0, PortNumber = 0 });
        var console = Of(FactSource.Console, Interface("eth0", "aa:bb:cc:00:00:01", "10.0.0.1/24"));
        var before = ProfileLogic.Consolidate(Basis(), [drawn, console]);

        var after = ProfileLogic.Consolidate(Basis(), [drawn with { At = s_later }, EarlierFindings.Of(before, FactSource.Console, Now)]);

        Assert.Equal("eth0", after.Interfaces[0].Name);
        Assert.Empty(ProfileDiff.Compare(before, after));
    }

    [Fact]
    public void A_witness_tells_only_of_what_this_run_heard()
    {
        var profile = s_full with
        {
            Adjacencies = [new EquipmentAdjacency { Protocol = "lldp", LocalInterface = "eth0", RemoteName = "R2", Source = FactSource.Snmp }],
            Snmp = new EquipmentSnmp { Available = true, Parts = [new SnmpPart { Name = "lldp", Outcome = SectionOutcome.Completed }] },
            Sections = [new ProfileSection { Name = "snmp", Outcome = SectionOutcome.Skipped, ReadAt = Now }],
        };

        var witness = WitnessLogic.Of(profile);

        Assert.Empty(witness.Neighbours);
        Assert.Empty(witness.Answered);
        Assert.False(witness.Sees);
    }
}
