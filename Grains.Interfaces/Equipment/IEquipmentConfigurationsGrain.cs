using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nms.Equipment;

/// <summary>
/// The configuration files of one piece of equipment, in their versions, encrypted where they are kept. Key: as
/// <see cref="IEquipmentGrain"/>. Bounded by number and size: the oldest versions make room.
/// </summary>
[Alias("Nms.Equipment.IEquipmentConfigurationsGrain")]
public interface IEquipmentConfigurationsGrain : IGrainWithStringKey
{
    /// <summary>Keeps texts; one that says what its last version said makes no new version.</summary>
    /// <returns>The newest version of each.</returns>
    [Alias("AddAsync")]
    Task<ImmutableArray<ConfigurationVersion>> AddAsync(ImmutableArray<ConfigurationText> texts, CancellationToken cancellationToken = default);

    /// <summary>All versions of all files, by name, the newest first.</summary>
    [Alias("ListAsync"), AlwaysInterleave]
    ValueTask<ImmutableArray<ConfigurationVersion>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>A version with its text; the newest when none is named, null when there is none.</summary>
    [Alias("FindAsync"), AlwaysInterleave]
    ValueTask<ConfigurationContent?> FindAsync(string name, int? version, CancellationToken cancellationToken = default);

    /// <summary>Forgets everything.</summary>
    [Alias("ForgetAsync")]
    Task ForgetAsync(CancellationToken cancellationToken = default);
}
