using System.Collections.Immutable;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Projects;
using Nms.Equipment;
using Nms.Nodes;

namespace Nms.Api.Equipment;

/// <summary>Finds the equipment that a caller may see.</summary>
internal sealed class EquipmentReader(IGrainFactory grains, ProjectReader projects)
{
    private const int ParallelReads = 16;

    /// <summary>All of it, project by project; outside of labs first.</summary>
    public async Task<ImmutableArray<EquipmentSummary>> ListAsync(Principal caller, Guid? projectId, CancellationToken cancellationToken)
    {
        var visible = VisibleEquipment.To(caller);
        List<Guid> where = projectId is { } only
            ? visible.Contains(only) ? [only] : []
            : [.. visible.Contains(null) ? [Guid.Empty] : Array.Empty<Guid>(), .. (await projects.ListVisibleAsync(caller, cancellationToken)).Select(project => project.ProjectId).Where(id => visible.Contains(id))];
        var lists = new ImmutableArray<EquipmentSummary>[where.Count];
        await Parallel.ForAsync(
            0,
            where.Count,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelReads, CancellationToken = cancellationToken },
            async (index, token) => lists[index] = await grains.EquipmentDirectory(where[index]).ListAsync(token));
        return [.. lists.SelectMany(list => list)];
    }

    /// <summary>One piece of equipment.</summary>
    /// <exception cref="NotFoundException">equipment_not_found: there is none, or the caller may not see it.</exception>
    public async Task<(NodeKey Key, EquipmentSnapshot Equipment)> GetAsync(Principal caller, Guid equipmentId, CancellationToken cancellationToken)
    {
        var node = await grains.Projects().FindNodeAsync(equipmentId, cancellationToken);
        var projectId = node?.Key.ProjectId
            ?? ((await ListAsync(caller, null, cancellationToken)).FirstOrDefault(one => one.EquipmentId == equipmentId) is { } listed ? listed.ProjectId ?? Guid.Empty : null as Guid?);
        if (projectId is { } project && VisibleEquipment.To(caller).Contains(project == Guid.Empty ? null : project))
        {
            var key = new NodeKey(project, equipmentId);
            if (await grains.Equipment(key).FindAsync(cancellationToken) is { } equipment)
            {
                return (key, equipment);
            }
        }

        throw new NotFoundException("equipment_not_found", $"There is no equipment {equipmentId}, or no discovery has found it yet.");
    }
}
