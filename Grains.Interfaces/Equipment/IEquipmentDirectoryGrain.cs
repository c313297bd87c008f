using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nms.Equipment;

/// <summary>Knows the equipment of one project. Key: the project id; the empty id for equipment in no lab.</summary>
[Alias("Nms.Equipment.IEquipmentDirectoryGrain")]
public interface IEquipmentDirectoryGrain : IGrainWithGuidKey
{
    /// <summary>Takes summaries; those known already are replaced.</summary>
    /// <exception cref="ConflictException">There is as much equipment as there may be.</exception>
    [Alias("IndexAsync")]
    Task IndexAsync(ImmutableArray<EquipmentSummary> summaries, CancellationToken cancellationToken = default);

    /// <summary>All of it, by name.</summary>
    [Alias("ListAsync"), AlwaysInterleave]
    ValueTask<ImmutableArray<EquipmentSummary>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Compares with the nodes of the project: equipment whose node or project was deleted is lost, and what has been lost for as long as it is
    /// kept is forgotten. Doing it again changes nothing.
    /// </summary>
    [Alias("CareAsync")]
    Task CareAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes some of it.</summary>
    [Alias("RemoveAsync")]
    Task RemoveAsync(ImmutableArray<Guid> equipmentIds, CancellationToken cancellationToken = default);
}
