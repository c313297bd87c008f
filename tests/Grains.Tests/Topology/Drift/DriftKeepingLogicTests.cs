using System.Text.Json;
using Nms.Events;
using Nms.Nodes;
using Nms.Topology;
using Nms.Topology.Drift;
using static Nms.Grains.Tests.Projects.Given;

namespace Nms.Grains.Tests.Topology.Drift;

public sealed class DriftKeepingLogicTests
{
    private static readonly DateTimeOffset s_later = DrawnLab.Asked.AddMinutes(5);

    private static DrawnLab Lab => new DrawnLab().Speaking("R1", "R2", "R3").Link("R1:0", "R2:0").Link("R2:1", "R3:1").Meet("R1:0", "R2:0");

    [Fact]
    public void The_first_judgement_is_told_with_all_that_contradicts()
    {
        var (state, events) = Judged(Lab);

        using var data = JsonDocument.Parse(Assert.Single(events).DataJson);
        Assert.True(data.RootElement.GetProperty("first").GetBoolean());
        Assert.Equal(1, data.RootElement.GetProperty("counts").GetProperty("confirmed").GetInt32());
        Assert.Equal("drawn_not_seen", Assert.Single(data.RootElement.GetProperty("changes").EnumerateArray()).GetProperty("after").GetString());
        Assert.Equal(DrawnLab.Asked, state.Report!.JudgedAt);
    }

    [Fact]
    public void The_same_again_tells_nothing()
    {
        var (state, _) = Judged(Lab);

        var (next, events) = DriftKeepingLogic.Judge(state, Lab.Topology with { Version = "2" }, [], null, s_later);
        var (_, again) = DriftKeepingLogic.Judge(state, Lab.Topology, [.. Lab.Witnesses.Values], null, s_later);

        Assert.Empty(events);
        Assert.Empty(again);
        Assert.True(DriftKeepingLogic.Same(state, next));
    }

    [Fact]
    public void A_link_that_vanishes_from_the_drawing_vanishes_and_is_not_then_seen_and_not_drawn()
    {
        var (state, _) = Judged(Lab);

        var (next, events) = DriftKeepingLogic.Judge(state, Lab.Topology with { Links = [Lab.Topology.Links[1]] }, [], null, s_later);

        Assert.Equal([DriftState.DrawnNotSeen], next.Report!.Items.Select(item => item.State));
        using var data = JsonDocument.Parse(Assert.Single(events).DataJson);
        var change = Assert.Single(data.RootElement.GetProperty("changes").EnumerateArray());
        Assert.Equal("confirmed", change.GetProperty("before").GetString());
        Assert.Equal(JsonValueKind.Null, change.GetProperty("after").ValueKind);
    }

    [Fact]
    public void A_link_that_is_still_seen_by_a_later_run_though_it_is_not_drawn_any_more_is_told()
    {
        var (state, _) = Judged(Lab);
        var without = Lab.Topology with { Links = [Lab.Topology.Links[1]] };
        var (next, _) = DriftKeepingLogic.Judge(state, without, [], null, s_later);

        var (last, _) = DriftKeepingLogic.Judge(next, without, [.. Lab.Witnesses.Values.Select(witness => witness with { At = s_later.AddSeconds(1) })], null, s_later.AddSeconds(2));

        Assert.Equal([DriftState.DrawnNotSeen, DriftState.SeenNotDrawn], last.Report!.Items.Select(item => item.State));
        Assert.Empty(last.Redrawn);
    }

    [Fact]
    public void A_new_link_is_not_missed_before_somebody_was_asked()
    {
        var (state, _) = Judged(Lab);
        var more = Lab.Link("R1:5", "R3:5");

        var (next, _) = DriftKeepingLogic.Judge(state, more.Topology, [], null, s_later);

        Assert.Equal(DriftState.NotObservable, next.Report!.Items[^1].State);
    }

    [Fact]
    public void A_suspended_link_is_suspended_until_a_later_run_sees_it_nevertheless()
    {
        var (state, _) = Judged(Lab);
        var suspended = Lab.Topology with { Links = [Lab.Topology.Links[0] with { Suspended = true, ObservedAt = s_later }, Lab.Topology.Links[1]] };

        var (next, events) = DriftKeepingLogic.Judge(state, suspended, [], null, s_later);
        var (last, _) = DriftKeepingLogic.Judge(next, suspended, [.. Lab.Witnesses.Values.Select(witness => witness with { At = s_later.AddSeconds(1) })], null, s_later.AddSeconds(2));

        Assert.Single(events);
        Assert.Equal(DriftState.Suspended, next.Report!.Items[0].State);
        Assert.Equal(DriftState.SeenThoughSuspended, last.Report!.Items[0].State);
    }

    [Fact]
    public void A_change_behind_a_hub_concerns_everybody_at_it()
    {
        var lab = new DrawnLab().Speaking("R1", "R2").Switch("S1").Switch("S2").Link("R1:0", "S1:0").Link("S1:1", "S2:1").Link("S2:0", "R2:0").Meet("R1:0", "R2:0");
        var (state, _) = Judged(lab);

        var (next, _) = DriftKeepingLogic.Judge(state, lab.Topology with { Links = [lab.Topology.Links[0], lab.Topology.Links[2]] }, [], null, s_later);

        Assert.Equal([DriftState.NotObservable, DriftState.NotObservable], next.Report!.Items.Select(item => item.State));
    }

    [Fact]
    public void Nodes_that_are_gone_are_forgotten_and_restored_ones_keep_what_they_saw()
    {
        var (state, _) = Judged(Lab);
        var nodes = Lab.Topology.Nodes;
        var restored = nodes[0] with { Key = new NodeKey(ProjectId, Id(77)), PreviousIds = [nodes[0].Key.NodeId] };

        var (next, _) = DriftKeepingLogic.Judge(state, Lab.Topology with { Nodes = [restored, nodes[1]], Links = [] }, [], null, s_later);

        Assert.Equal([Id(77), nodes[1].Key.NodeId], next.Witnesses.Keys.Order().Reverse());
        Assert.Equal(Id(77), next.Witnesses[Id(77)].NodeId);
    }

    private static (TopologyDriftState State, System.Collections.Immutable.ImmutableArray<EventDraft> Events) Judged(DrawnLab lab) =>
        DriftKeepingLogic.Judge(new TopologyDriftState(), lab.Topology, [.. lab.Witnesses.Values], Id(9), DrawnLab.Asked);
}
