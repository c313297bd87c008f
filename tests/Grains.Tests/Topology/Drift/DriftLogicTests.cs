using Nms.Topology;
using Nms.Topology.Drift;

namespace Nms.Grains.Tests.Topology.Drift;

public sealed class DriftLogicTests
{
    private static DrawnLab Pair => new DrawnLab().Speaking("R1", "R2").Link("R1:0", "R2:0");

    [Fact]
    public void A_link_whose_ends_hear_each_other_is_confirmed_with_the_evidence_of_both()
    {
        var item = Assert.Single(Pair.Meet("R1:0", "R2:0").Judge().Items);

        Assert.Equal(DriftState.Confirmed, item.State);
        Assert.Equal(["R1", "R2"], item.Evidence.Select(one => one.NodeName));
        Assert.All(item.Evidence, one => Assert.Equal(("lldp", DrawnLab.Asked), (one.Protocol, one.At)));
    }

    [Fact]
    public void A_link_that_neither_hears_though_both_could_is_drawn_and_not_seen() =>
        Assert.Equal(["R1:0 - R2:0: drawn_not_seen"], Pair.Verdicts());

    [Fact]
    public void What_only_one_of_two_that_could_hears_is_one_way() =>
        Assert.Equal(["R1:0 - R2:0: one_way"], Pair.Hears("R1:0", "R2:0").Verdicts());

    [Fact]
    public void A_table_of_the_deaf_end_shows_that_frames_come_in() =>
        Assert.Equal(["R1:0 - R2:0: confirmed"], Pair.Hears("R1:0", "R2:0").Has("R2:0", "R1:0").Verdicts());

    [Fact]
    public void A_neighbour_that_speaks_no_LLDP_is_never_called_missing_or_deaf()
    {
        var lab = new DrawnLab().Speaking("R1").Silent("R2", "R3").Link("R1:0", "R2:0").Link("R2:1", "R3:1");

        Assert.Equal(["R1:0 - R2:0: not_observable", "R2:1 - R3:1: not_observable"], lab.Verdicts());
    }

    [Fact]
    public void Two_that_speak_different_protocols_cannot_hear_each_other()
    {
        var lab = new DrawnLab().Speaking("R1").SpeakingCdp("R2").Link("R1:0", "R2:0");

        Assert.Equal(["R1:0 - R2:0: not_observable"], lab.Verdicts());
    }

    [Fact]
    public void LLDP_is_not_expected_on_a_serial_line_and_CDP_is()
    {
        var lab = new DrawnLab().Speaking("R1", "R2").SpeakingCdp("C1", "C2").Link("R1:0", "R2:0", type: "serial").Link("C1:0", "C2:0", type: "serial");

        Assert.Equal(["R1:0 - R2:0: not_observable", "C1:0 - C2:0: drawn_not_seen"], lab.Verdicts());
    }

    [Theory]
    [InlineData("arp")]
    [InlineData("fdb")]
    [InlineData("ospf")]
    public void A_table_that_names_the_other_end_confirms(string protocol)
    {
        var lab = new DrawnLab().Silent("R1", "R2").Link("R1:0", "R2:0").Has("R1:0", "R2:0", protocol);

        Assert.Equal(["R1:0 - R2:0: confirmed"], lab.Verdicts());
    }

    [Fact]
    public void A_table_claims_no_link_and_accuses_none()
    {
        var lab = new DrawnLab().Silent("R1", "R2", "SW").Link("R1:0", "SW:0").Link("SW:1", "R2:0").Has("R1:0", "R2:0");

        Assert.Equal(["R1:0 - SW:0: not_observable", "SW:1 - R2:0: not_observable"], lab.Verdicts());
    }

    [Fact]
    public void What_is_seen_where_nothing_is_drawn_is_one_item_for_both_directions()
    {
        var lab = new DrawnLab().Speaking("R1", "R2", "R3").Link("R1:0", "R2:0").Meet("R1:0", "R2:0").Meet("R2:1", "R3:4");

        var report = lab.Judge();

        Assert.Equal(["R1:0 - R2:0: confirmed", "R2:1 - R3:4: seen_not_drawn"], lab.Verdicts());
        Assert.Equal(2, report.Items[1].Evidence.Length);
        Assert.Null(report.Items[1].LinkId);
    }

    [Fact]
    public void An_end_whose_port_the_other_does_not_know_is_still_the_same_item()
    {
        var lab = new DrawnLab().Speaking("R1", "R2").Hears("R1:3", "R2").Hears("R2:4", "R1:3");

        Assert.Equal(["R1:3 - R2:4: seen_not_drawn"], lab.Verdicts());
    }

    [Fact]
    public void A_cable_in_another_port_is_a_wrong_port_of_the_link_and_nothing_else()
    {
        var lab = Pair.Meet("R1:0", "R2:3");

        Assert.Equal(["R1:0 - R2:0: wrong_port"], lab.Verdicts());
        Assert.Contains("Ethernet3", lab.Judge().Items[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_crossed_cables_are_two_wrong_ports()
    {
        var lab = Pair.Link("R1:1", "R2:1").Meet("R1:0", "R2:1").Meet("R1:1", "R2:0");

        Assert.Equal(["R1:0 - R2:0: wrong_port", "R1:1 - R2:1: wrong_port"], lab.Verdicts());
    }

    [Fact]
    public void A_cable_wrong_at_both_ends_is_a_wrong_port_of_the_only_link_between_the_two() =>
        Assert.Equal(["R1:0 - R2:0: wrong_port"], Pair.Meet("R1:5", "R2:6").Verdicts());

    [Fact]
    public void A_second_cable_beside_one_that_is_right_is_not_drawn() =>
        Assert.Equal(["R1:0 - R2:0: confirmed", "R1:5 - R2:6: seen_not_drawn"], Pair.Meet("R1:0", "R2:0").Meet("R1:5", "R2:6").Verdicts());

    [Fact]
    public void A_cable_to_the_wrong_node_is_not_seen_where_it_is_drawn_even_when_the_right_node_is_silent()
    {
        var lab = new DrawnLab().Speaking("R1", "R3").Silent("R2").Link("R1:0", "R2:0").Meet("R1:0", "R3:0");

        Assert.Equal(["R1:0 - R2:0: drawn_not_seen", "R1:0 - R3:0: seen_not_drawn"], lab.Verdicts());
        Assert.Equal("R1 hears R3 Ethernet0 at Ethernet0 instead.", lab.Judge().Items[0].Reason);
    }

    [Fact]
    public void A_hub_of_GNS3_passes_everything_on_and_each_of_its_links_is_judged()
    {
        var lab = new DrawnLab().Speaking("R1", "R2", "R3").Hubs("H").Link("R1:0", "H:0").Link("R2:0", "H:1").Link("R3:0", "H:2")
            .Meet("R1:0", "R2:0");

        Assert.Equal(["R1:0 - H:0: confirmed", "R2:0 - H:1: confirmed", "R3:0 - H:2: drawn_not_seen"], lab.Verdicts());
    }

    [Fact]
    public void The_link_of_who_is_heard_behind_a_hub_and_hears_nobody_is_one_way()
    {
        var lab = new DrawnLab().Speaking("R1", "R2", "R3").Hubs("H").Link("R1:0", "H:0").Link("R2:0", "H:1").Link("R3:0", "H:2")
            .Meet("R1:0", "R2:0").Hears("R1:0", "R3:0").Hears("R2:0", "R3:0");

        Assert.Equal(["R1:0 - H:0: confirmed", "R2:0 - H:1: confirmed", "R3:0 - H:2: one_way"], lab.Verdicts());
    }

    [Fact]
    public void A_station_behind_switches_of_GNS3_confirms_every_link_that_has_no_way_round()
    {
        var lab = new DrawnLab().Silent("PC1", "PC2").Switch("S1").Switch("S2").Switch("S3")
            .Link("PC1:0", "S1:0").Link("S1:1", "S2:1").Link("S2:2", "PC2:0").Link("S3:3", "S2:3").Has("PC1:0", "PC2:0");

        Assert.Equal(["PC1:0 - S1:0: confirmed", "S1:1 - S2:1: confirmed", "S2:2 - PC2:0: confirmed", "S3:3 - S2:3: not_observable"], lab.Verdicts());
    }

    [Fact]
    public void Of_two_ways_round_neither_is_confirmed_by_who_came_one_of_them()
    {
        var lab = new DrawnLab().Speaking("R1", "R2").Switch("S1").Switch("S2")
            .Link("R1:0", "S1:0").Link("S1:1", "S2:1").Link("S1:2", "S2:2").Link("S2:0", "R2:0").Meet("R1:0", "R2:0");

        Assert.Equal(["R1:0 - S1:0: confirmed", "S1:1 - S2:1: not_observable", "S1:2 - S2:2: not_observable", "S2:0 - R2:0: confirmed"], lab.Verdicts());
    }

    [Fact]
    public void Ports_of_a_switch_in_different_VLANs_are_different_networks()
    {
        var lab = new DrawnLab().Speaking("R1", "R2", "R3").Switch("S", 10, 20, 10).Link("R1:0", "S:0").Link("R2:0", "S:1").Link("R3:0", "S:2")
            .Meet("R1:0", "R3:0");

        Assert.Equal(["R1:0 - S:0: confirmed", "R2:0 - S:1: not_observable", "R3:0 - S:2: confirmed"], lab.Verdicts());
    }

    [Fact]
    public void A_cable_in_the_wrong_VLAN_of_a_switch_is_seen()
    {
        var lab = new DrawnLab().Speaking("R1", "R2").Switch("S", 10, 20).Link("R1:0", "S:0").Link("R2:0", "S:1").Meet("R1:0", "R2:0");

        Assert.Contains("R1:0 - R2:0: seen_not_drawn", lab.Verdicts());
    }

    [Fact]
    public void A_suspended_link_that_is_not_seen_is_as_it_should_be_and_one_that_is_seen_is_told()
    {
        var lab = new DrawnLab().Speaking("R1", "R2").Link("R1:0", "R2:0", suspended: true).Link("R1:1", "R2:1", suspended: true).Meet("R1:1", "R2:1");

        Assert.Equal(["R1:0 - R2:0: suspended", "R1:1 - R2:1: seen_though_suspended"], lab.Verdicts());
        Assert.Equal(2, lab.Judge().Items[1].Evidence.Length);
    }

    [Theory]
    [InlineData("""{"packet_loss":[100]}""", "not_observable")]
    [InlineData("""{"frequency_drop":[-1]}""", "not_observable")]
    [InlineData("""{"bpf":["ether proto 0x88cc"]}""", "not_observable")]
    [InlineData("""{"packet_loss":[10],"delay":[50,5]}""", "drawn_not_seen")]
    [InlineData("""{"bpf":[""]}""", "drawn_not_seen")]
    public void A_link_whose_filters_drop_what_the_ends_would_hear_is_not_called_missing(string filters, string state)
    {
        var lab = new DrawnLab().Speaking("R1", "R2").Link("R1:0", "R2:0", filters: filters);

        Assert.Equal([$"R1:0 - R2:0: {state}"], lab.Verdicts());
    }

    [Fact]
    public void Nodes_that_do_not_run_are_not_judged_and_are_no_witnesses()
    {
        var lab = Pair.Meet("R1:0", "R2:0").Stopped("R2");

        Assert.Equal(["R1:0 - R2:0: not_observable"], lab.Verdicts());
        Assert.Equal("R2 is not started.", lab.Judge().Items[0].Reason);
    }

    [Fact]
    public void Neighbours_behind_clouds_may_meet_outside()
    {
        var lab = new DrawnLab().Speaking("R1", "R2").Clouds("C1", "C2").Link("R1:0", "C1:0").Link("R2:0", "C2:0").Meet("R1:0", "R2:0");

        Assert.Equal(["R1:0 - C1:0: confirmed", "R2:0 - C2:0: confirmed"], lab.Verdicts());
    }

    [Fact]
    public void CDP_comes_through_a_switch_that_does_not_speak_it_and_LLDP_does_not()
    {
        var cdp = new DrawnLab().SpeakingCdp("R1", "R2").Silent("SW").Link("R1:0", "SW:0").Link("SW:1", "R2:0").Meet("R1:0", "R2:0", "cdp");
        var lldp = new DrawnLab().Speaking("R1", "R2").Silent("SW").Link("R1:0", "SW:0").Link("SW:1", "R2:0").Meet("R1:0", "R2:0");

        Assert.Equal(["R1:0 - SW:0: confirmed", "SW:1 - R2:0: confirmed"], cdp.Verdicts());
        Assert.Equal(["R1:0 - SW:0: drawn_not_seen", "SW:1 - R2:0: drawn_not_seen", "R1:0 - R2:0: seen_not_drawn"], lldp.Verdicts());
    }

    [Fact]
    public void A_name_that_is_of_no_node_is_listed_with_the_reason()
    {
        var report = Pair.Meet("R1:0", "R2:0").Hears("R1:4", "stranger").Judge();

        var one = Assert.Single(report.Ambiguous);
        Assert.Equal("No node has the name stranger.", one.Reason);
        Assert.Equal(("R1", "Ethernet4", "stranger"), (one.Evidence.NodeName, one.Evidence.Port, one.Evidence.RemoteName));
        Assert.Single(report.Items);
    }

    [Fact]
    public void A_name_that_two_share_is_decided_by_the_MAC_address_or_listed()
    {
        var lab = new DrawnLab().Speaking("R1", "R2", "R3").Link("R1:0", "R2:0")
            .Change("R2", witness => witness with { HostNames = ["router.lab"] }).Change("R3", witness => witness with { HostNames = ["router"] });
        lab.Hears("R1:0", new DriftSighting("lldp", null, "router.lab.example", "Ethernet0", lab.Mac("R2:7"))).Hears("R1:1", new DriftSighting("lldp", null, "Router", "Ethernet0", null)).Hears("R2:0", "R1:0");

        Assert.Equal(["R1:0 - R2:0: confirmed"], lab.Verdicts());
        Assert.Equal("2 nodes have the name Router: R2, R3.", Assert.Single(lab.Judge().Ambiguous).Reason);
    }

    [Fact]
    public void A_neighbour_whose_name_and_MAC_address_are_of_different_nodes_is_listed()
    {
        var lab = new DrawnLab().Speaking("R1", "R2", "R3");
        lab.Hears("R1:0", new DriftSighting("lldp", null, "R2", "Ethernet0", lab.Mac("R3:0")));

        Assert.Equal($"Its MAC address {lab.Mac("R3:0")} is of R3, and its name R2 of R2.", Assert.Single(lab.Judge().Ambiguous).Reason);
        Assert.Empty(lab.Judge().Items);
    }

    [Fact]
    public void An_address_decides_where_nothing_else_is_known()
    {
        var lab = Pair.Change("R2", witness => witness with { Addresses = ["10.0.0.2"] });
        lab.Hears("R1:0", new DriftSighting("cdp", null, null, "e0", null, "10.0.0.2")).Hears("R2:0", "R1:0");

        Assert.Equal(["R1:0 - R2:0: confirmed"], lab.Verdicts());
    }

    [Fact]
    public void A_port_that_GNS3_does_not_know_is_listed()
    {
        var lab = Pair.Hears("R1:0", new DriftSighting("lldp", "bond7", "R2", "Ethernet0", null));

        Assert.Equal("R1 has no port bond7 in GNS3.", Assert.Single(lab.Judge().Ambiguous).Reason);
    }

    [Fact]
    public void What_was_seen_before_a_port_was_drawn_anew_neither_confirms_nor_accuses()
    {
        var lab = Pair.Meet("R1:1", "R2:0");
        foreach (var port in new[] { "R1:0", "R1:1", "R2:0" })
        {
            lab.Redrawn[lab.Key(port)] = DrawnLab.Asked.AddSeconds(1);
        }

        Assert.Equal(["R1:0 - R2:0: not_observable"], lab.Verdicts());
        Assert.Contains("after the network was last asked", lab.Judge().Items[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_links_nodes_and_sightings_does_not_matter()
    {
        var lab = new DrawnLab().Speaking("R1", "R2", "R3", "R4").Hubs("H").Link("R1:0", "H:0").Link("R2:0", "H:1").Link("R3:0", "H:2").Link("R3:1", "R4:1")
            .Meet("R1:0", "R2:0").Hears("R1:0", "R3:0").Meet("R3:2", "R4:1").Meet("R1:5", "R4:5").Hears("R4:6", "nobody").Has("R2:0", "R3:0");
        var (topology, witnesses) = (lab.Topology, lab.Witnesses);

        var turned = DriftLogic.Judge(
            topology with { Nodes = [.. topology.Nodes.Reverse()], Links = [.. topology.Links.Reverse()] },
            witnesses.Reverse().ToDictionary(pair => pair.Key, pair => pair.Value with { Neighbours = [.. pair.Value.Neighbours.Reverse()] }),
            lab.Redrawn);

        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(lab.Judge()), System.Text.Json.JsonSerializer.Serialize(turned));
    }

    [Fact]
    public void What_a_slow_agent_did_not_tell_is_kept_and_what_it_told_anew_is_replaced()
    {
        var before = new DriftWitness
        {
            NodeId = Guid.NewGuid(),
            At = DrawnLab.Asked,
            Answered = ["lldp", "arp"],
            Neighbours = [new DriftSighting("lldp", "e0", "R2", "e0", null)],
            Stations = [new DriftSighting("arp", "e0", null, null, "02:00:00:00:00:01")],
        };
        var now = before with { At = DrawnLab.Asked.AddHours(1), Answered = ["arp"], Neighbours = [], Stations = [] };

        var merged = DriftLogic.Merge(before, now);
        var later = DriftLogic.Merge(merged, now with { At = DrawnLab.Asked.AddDays(2) });

        Assert.Equal(DrawnLab.Asked, Assert.Single(merged.Neighbours).At);
        Assert.Empty(merged.Stations);
        Assert.Empty(later.Neighbours);
        Assert.Same(now, DriftLogic.Merge(now, before));
    }
}
