using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>Which equipment of a project is gone, and which has been for so long that it is forgotten. Pure.</summary>
internal static class EquipmentCareLogic
{
    public const string ProjectGone = "Its project was deleted.";
    public const string NodeGone = "Its node is no more.";

    /// <summary>Equipment whose node the project has not, with the reason.</summary>
    /// <param name="known">The equipment.</param>
    /// <param name="nodes">The nodes of the project; null when there is no project of that id any more.</param>
    public static IEnumerable<(Guid Id, string Reason)> Gone(IEnumerable<EquipmentSummary> known, ImmutableHashSet<Guid>? nodes) => known
        .Where(one => !one.Lost && nodes?.Contains(one.EquipmentId) != true)
        .Select(one => (one.EquipmentId, nodes is null ? ProjectGone : NodeGone));

    /// <summary>Equipment that was lost longer ago than it is kept. What was lost before that was noted counts from when it was seen.</summary>
    public static IEnumerable<Guid> Expired(IEnumerable<EquipmentSummary> known, DateTimeOffset now, TimeSpan kept) =>
        known.Where(one => one.Lost && now - (one.LostAt ?? one.SeenAt) >= kept).Select(one => one.EquipmentId);
}
