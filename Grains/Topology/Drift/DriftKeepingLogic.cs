using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Topology.Drift;

/// <summary>What is kept from one judgement to the next, and what is told of it. Pure.</summary>
internal static class DriftKeepingLogic
{
    /// <summary>Judges the drawing as it is now, with what a run found in place of what was known.</summary>
    /// <returns>What to keep, and the event when the judgement is another.</returns>
    public static (TopologyDriftState Next, ImmutableArray<EventDraft> Events) Judge(
        TopologyDriftState state, ProjectTopology topology, ImmutableArray<DriftWitness> found, Guid? runId, DateTimeOffset now)
    {
        var witnesses = Witnesses(state.Witnesses, topology, found);
        var oldest = witnesses.Values.Select(witness => witness.At).DefaultIfEmpty(now).Min();
        var redrawn = state.Report is null ? [] : RedrawnLogic.Next(state.Redrawn, state.Drawn, topology, oldest, now);
        var report = DriftLogic.Judge(topology, witnesses, redrawn.ToDictionary(one => one.Port, one => one.At)) with { JudgedAt = now, RunId = runId ?? state.Report?.RunId };
        if (found is [] && state.Report is { } last && SaysTheSame(last, report))
        {
            report = last;
        }

        return (
            state with { Witnesses = witnesses, Report = report, Drawn = RedrawnLogic.Drawn(topology), Redrawn = redrawn },
            DriftEvents.Of(state.Report, report));
    }

    /// <summary>Whether two states say the same, so that the second need not be written.</summary>
    public static bool Same(TopologyDriftState one, TopologyDriftState other) =>
        ReferenceEquals(one.Report, other.Report) && ReferenceEquals(one.Witnesses, other.Witnesses)
        && one.Drawn.SequenceEqual(other.Drawn) && one.Redrawn.SequenceEqual(other.Redrawn);

    private static ImmutableDictionary<Guid, DriftWitness> Witnesses(
        ImmutableDictionary<Guid, DriftWitness> known, ProjectTopology topology, ImmutableArray<DriftWitness> found)
    {
        // A restored snapshot gives nodes new ids; they are the same machines.
        foreach (var node in topology.Nodes.Where(node => !known.ContainsKey(node.Key.NodeId)))
        {
            if (node.PreviousIds.LastOrDefault(known.ContainsKey) is var former && former != Guid.Empty)
            {
                known = known.Remove(former).Add(node.Key.NodeId, known[former] with { NodeId = node.Key.NodeId });
            }
        }

        foreach (var witness in found)
        {
            known = known.SetItem(witness.NodeId, DriftLogic.Merge(known.GetValueOrDefault(witness.NodeId), witness));
        }

        var there = topology.Nodes.Select(node => node.Key.NodeId).ToHashSet();
        return known.RemoveRange(known.Keys.Where(id => !there.Contains(id)));
    }

    private static bool SaysTheSame(DriftReport one, DriftReport other) =>
        one.Items.Select(Essence).SequenceEqual(other.Items.Select(Essence)) && one.Ambiguous.SequenceEqual(other.Ambiguous);

    private static (string, DriftState, DriftEnd, DriftEnd, string) Essence(DriftItem item) => (item.ItemId, item.State, item.A, item.B, item.Reason);
}
