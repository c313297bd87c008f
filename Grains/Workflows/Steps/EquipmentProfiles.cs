using System.Collections.Concurrent;
using System.Collections.Immutable;
using Nms.Equipment;
using Nms.Nodes;

namespace Nms.Workflows.Steps;

/// <summary>Reads the profiles of a project's equipment that is not lost.</summary>
internal static class EquipmentProfiles
{
    private const int FanOut = 16;

    public static async Task<ImmutableArray<EquipmentProfile>> ReadAsync(IGrainFactory grains, Guid projectId, CancellationToken cancellationToken)
    {
        var found = new ConcurrentBag<EquipmentProfile>();
        var known = await grains.EquipmentDirectory(projectId).ListAsync(cancellationToken);
        await BoundedFanOut.ForEachAsync(known.Where(one => !one.Lost), FanOut, async one =>
        {
            if (await grains.Equipment(new NodeKey(projectId, one.EquipmentId)).FindAsync(cancellationToken) is { } snapshot)
            {
                found.Add(snapshot.Profile);
            }
        });
        return [.. found.OrderBy(profile => profile.Name, StringComparer.Ordinal).ThenBy(profile => profile.EquipmentId)];
    }
}
