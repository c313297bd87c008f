using Nms.Equipment;
using static Nms.Grains.Tests.Equipment.Findings;

namespace Nms.Grains.Tests.Equipment;

public sealed class ProfileLogicTests
{
    [Fact]
    public void What_sources_disagree_on_is_shown_with_who_won_and_why()
    {
        var profile = ProfileLogic.Consolidate(Basis(), [Of(FactSource.Snmp) with { HostName = "edge", SerialNumber = "A1" }, Of(FactSource.Console) with { HostName = "core", SerialNumber = "A1" }]);

        Assert.Equal("core", profile.HostName!.Value);
        Assert.Equal(FactSource.Console, profile.HostName.Source);
        Assert.Equal(FactConfidence.Certain, profile.HostName.Confidence);
        Assert.Equal("edge", Assert.Single(profile.HostName.Rivals).Value);
        Assert.Equal("the equipment says so itself at its console", profile.HostName.Why);
        Assert.Empty(profile.SerialNumber!.Rivals);
        Assert.Equal(FactSource.Snmp, profile.SerialNumber.Source);
    }

    [Fact]
    public void Disagreement_about_an_interface_is_shown_with_who_won_and_why()
    {
        var profile = ProfileLogic.Consolidate(Basis(),
        [
            Of(FactSource.Configuration, Interface("Ethernet0/0", null, "10.0.0.9/24")),
            Of(FactSource.Snmp, Interface("Et0/0", "aa:bb:cc:00:00:02", "10.0.0.1/24")) with { SerialNumber = "B2" },
            Of(FactSource.Console, Interface("Ethernet0/0", "aa:bb:cc:00:00:01", "10.0.0.1")) with { SerialNumber = "A1" },
        ]);

        Assert.Equal(
            [
                "interfaces[Ethernet0/0].addresses: 10.0.0.1 of Console, not 10.0.0.9 of Configuration: the equipment says so itself at its console",
                "interfaces[Ethernet0/0].mac_address: aa:bb:cc:00:00:01 of Console, not aa:bb:cc:00:00:02 of Snmp: the equipment says so itself at its console",
            ],
            profile.Conflicts.Select(one => $"{one.Path}: {one.Value.Value} of {one.Value.Source}, not {one.Value.Rivals.Single().Value} of {one.Value.Rivals.Single().Source}: {one.Value.Why}").Order());
        Assert.Equal([("10.0.0.1", AddressVerdict.Proven), ("10.0.0.9", AddressVerdict.Unproven)], profile.Addresses.Select(one => (one.Address, one.Verdict)));
        Assert.Equal(("B2", FactSource.Snmp, "A1", "the equipment says so itself by SNMP"), (profile.SerialNumber!.Value, profile.SerialNumber.Source, profile.SerialNumber.Rivals.Single().Value, profile.SerialNumber.Why));
    }

    [Fact]
    public void A_host_name_with_its_domain_is_no_other_one()
    {
        var profile = ProfileLogic.Consolidate(Basis(), [Of(FactSource.Console) with { HostName = "R1" }, Of(FactSource.Snmp) with { HostName = "r1.lab.example" }]);

        Assert.Empty(profile.HostName!.Rivals);
    }

    [Fact]
    public void The_order_of_the_sources_does_not_matter()
    {
        SourceFindings[] all =
        [
            Of(FactSource.Gns3, Interface("Ethernet0/0") with { AdapterNumber = 0, PortNumber = 0 }), Of(FactSource.Snmp, Interface("Et0/0", "aa:bb:cc:00:00:01", "10.0.0.1/24")),
            Of(FactSource.Console, Interface("Ethernet0/0", "aa:bb:cc:00:00:01", "10.0.0.1/24")), Of(FactSource.Configuration, Interface("Ethernet0/0", null, "10.0.0.9/24")),
        ];

        var one = ProfileLogic.Consolidate(Basis(), all);
        var other = ProfileLogic.Consolidate(Basis(), [.. all.Reverse()]);

        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(one), System.Text.Json.JsonSerializer.Serialize(other));
        Assert.Equal(0, Assert.Single(one.Interfaces).AdapterNumber);
    }

    [Fact]
    public void An_address_that_is_configured_and_not_there_is_unproven()
    {
        var profile = ProfileLogic.Consolidate(Basis(), [Of(FactSource.Console, Interface("Ethernet0/0", null, "10.0.0.1/24")), Of(FactSource.Configuration, Interface("Ethernet0/0", null, "10.0.0.9/24"))]);

        Assert.Equal(AddressVerdict.Proven, profile.Addresses.Single(one => one.Address == "10.0.0.1").Verdict);
        var planned = profile.Addresses.Single(one => one.Address == "10.0.0.9");
        Assert.Equal(AddressVerdict.Unproven, planned.Verdict);
        Assert.Contains("the equipment itself does not list it", planned.Reasons);
        Assert.Equal(["10.0.0.1/24"], Assert.Single(profile.Interfaces).Addresses);
    }

    [Theory]
    [InlineData("127.0.0.1/8")]
    [InlineData("0.0.0.0/0")]
    [InlineData("::1/128")]
    [InlineData("224.0.0.5")]
    [InlineData("255.255.255.255")]
    [InlineData("nonsense")]
    public void An_address_that_names_no_equipment_is_left_out(string address) =>
        Assert.Empty(ProfileLogic.Consolidate(Basis(), [Of(FactSource.Console, Interface("eth0", null, address))]).Addresses);

    [Fact]
    public void A_section_that_failed_makes_the_profile_partial_and_never_completed()
    {
        Assert.Equal(ProfileStatus.Completed, ProfileLogic.StatusOf(Basis(("gns3", SectionOutcome.Completed), ("console", SectionOutcome.Completed), ("snmp", SectionOutcome.Absent)).Sections));
        Assert.Equal(ProfileStatus.Partial, ProfileLogic.StatusOf(Basis(("gns3", SectionOutcome.Completed), ("console", SectionOutcome.Completed), ("snmp", SectionOutcome.Failed)).Sections));
        Assert.Equal(ProfileStatus.Partial, ProfileLogic.StatusOf(Basis(("console", SectionOutcome.Partial)).Sections));
        Assert.Equal(ProfileStatus.Failed, ProfileLogic.StatusOf(Basis(("gns3", SectionOutcome.Completed), ("console", SectionOutcome.Failed), ("snmp", SectionOutcome.Failed)).Sections));
        Assert.Equal(ProfileStatus.Completed, ProfileLogic.StatusOf(Basis(("gns3", SectionOutcome.Completed), ("console", SectionOutcome.Absent)).Sections));
    }

    [Fact]
    public void A_list_without_end_is_cut_and_said_to_be()
    {
        var routes = Enumerable.Range(0, ProfileLogic.MostEntries + 5).Select(i => new EquipmentRoute { Destination = $"10.{i >> 8}.{i & 255}.0/24" });

        var profile = ProfileLogic.Consolidate(Basis(), [Of(FactSource.Snmp) with { Routes = [.. routes] }]);

        Assert.Equal(ProfileLogic.MostEntries, profile.Routes.Length);
        Assert.Contains(profile.Notes, note => note.StartsWith("5 of 5005 routes are left out", StringComparison.Ordinal));
    }

    [Fact]
    public void The_performance_of_the_agent_counts_and_the_console_says_since_when_it_runs()
    {
        var profile = ProfileLogic.Consolidate(Basis(),
        [
            Of(FactSource.Console) with { Performance = new EquipmentPerformance { Uptime = TimeSpan.FromHours(3), UptimeFrom = "console" } },
            Of(FactSource.Snmp) with { Performance = new EquipmentPerformance { CpuPercent = 7 } },
        ]);

        Assert.Equal(7, profile.Performance!.CpuPercent);
        Assert.Equal(TimeSpan.FromHours(3), profile.Performance.Uptime);
    }

    [Theory]
    [InlineData("GigabitEthernet0/1", "Gi0/1")]
    [InlineData("FastEthernet1/0", "fa1/0")]
    [InlineData("Ethernet0", "e0")]
    [InlineData("eth0", "Ethernet0")]
    [InlineData("Port-channel3", "Po3")]
    public void Names_of_interfaces_are_compared_in_any_spelling(string one, string other) => Assert.Equal(InterfaceNames.Key(one), InterfaceNames.Key(other));

    [Theory]
    [InlineData("Ethernet0/1", "Ethernet0/10")]
    [InlineData("FastEthernet0/0", "GigabitEthernet0/0")]
    [InlineData("Vlan10", "Vlan1")]
    public void Other_interfaces_stay_others(string one, string other) => Assert.NotEqual(InterfaceNames.Key(one), InterfaceNames.Key(other));

    [Fact]
    public void Names_are_sorted_as_people_do() =>
        Assert.Equal(["R1", "r2", "R10", "R10a", "SW1"], new[] { "R10a", "SW1", "R10", "r2", "R1" }.Order(NaturalOrder.Instance));

    [Fact]
    public void Packed_text_comes_back() => Assert.Equal("hostname R1\nä", System.Text.Encoding.UTF8.GetString(PackedText.Unpack(PackedText.Pack("hostname R1\nä"))));
}
