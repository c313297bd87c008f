using System.Collections.Immutable;

namespace Nms.Discovery;

/// <summary>What becomes of a run. Pure.</summary>
internal static class DiscoveryRunLogic
{
    /// <summary>Notes that a run keeps.</summary>
    private const int MostNotes = 100;

    public static bool IsDone(DiscoveryTarget target) =>
        target.Status is DiscoveryTargetStatus.Completed or DiscoveryTargetStatus.Partial or DiscoveryTargetStatus.Failed or DiscoveryTargetStatus.Gone;

    public static DiscoveryRunSnapshot Apply(DiscoveryRunSnapshot run, DiscoveryReport report)
    {
        var places = new Dictionary<Guid, int>();
        var targets = run.Targets.ToBuilder();
        for (var i = 0; i < targets.Count; i++)
        {
            places[targets[i].EquipmentId] = i;
        }

        foreach (var target in report.Targets)
        {
            if (places.TryGetValue(target.EquipmentId, out var place))
            {
                targets[place] = target;
            }
            else
            {
                places[target.EquipmentId] = targets.Count;
                targets.Add(target);
            }
        }

        targets.RemoveAll(target => report.Merged.Contains(target.EquipmentId));
        return run with
        {
            Phase = report.Phase ?? run.Phase,
            ProjectName = report.ProjectName ?? run.ProjectName,
            Targets = targets.ToImmutable(),
            Done = targets.Count(IsDone),
            AddressesSwept = run.AddressesSwept + report.AddressesSwept,
            Notes = [.. run.Notes.Concat(report.Notes).Distinct(StringComparer.Ordinal).Take(MostNotes)],
        };
    }

    public static DiscoveryRunSnapshot End(DiscoveryRunSnapshot run, string? error, DiscoveryComparison? comparison, DateTimeOffset now) => run with
    {
        Status = error is not null ? DiscoveryRunStatus.Failed
            : run.Targets.Any(target => target.Status != DiscoveryTargetStatus.Completed) ? DiscoveryRunStatus.Partial
            : DiscoveryRunStatus.Completed,
        Phase = null,
        Error = error,
        CompletedAt = now,
        Comparison = comparison,
    };

    /// <summary>Against the run before of the same scope.</summary>
    public static DiscoveryComparison Compare(Guid previousRunId, ImmutableArray<DiscoveryTarget> before, ImmutableArray<DiscoveryTarget> now)
    {
        var (old, found) = (Found(before), Found(now));
        return new DiscoveryComparison
        {
            PreviousRunId = previousRunId,
            Discovered = [.. found.Keys.Where(id => !old.ContainsKey(id))],
            Changed = [.. found.Values.Where(target => target.Changed && old.ContainsKey(target.EquipmentId)).Select(target => target.EquipmentId)],
            Lost = [.. old.Keys.Where(id => !found.ContainsKey(id))],
            Unchanged = found.Values.Count(target => !target.Changed && old.ContainsKey(target.EquipmentId)),
        };
    }

    private static Dictionary<Guid, DiscoveryTarget> Found(ImmutableArray<DiscoveryTarget> targets) =>
        targets.Where(target => target.Status != DiscoveryTargetStatus.Gone).ToDictionary(target => target.EquipmentId);
}
