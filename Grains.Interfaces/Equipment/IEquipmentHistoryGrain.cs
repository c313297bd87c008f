using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nms.Equipment;

/// <summary>
/// The former profiles of one piece of equipment. Key: as <see cref="IEquipmentGrain"/>, which writes it. Bounded by number and size: the
/// oldest make room.
/// </summary>
[Alias("Nms.Equipment.IEquipmentHistoryGrain")]
public interface IEquipmentHistoryGrain : IGrainWithStringKey
{
    /// <summary>Keeps a version; one of the same number is replaced.</summary>
    [Alias("AddAsync")]
    Task AddAsync(ProfileVersion version, EquipmentProfile profile, CancellationToken cancellationToken = default);

    /// <summary>The versions that are kept, the newest first.</summary>
    [Alias("ListAsync"), AlwaysInterleave]
    ValueTask<ImmutableArray<ProfileVersion>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>The profile of a version; null when it is not kept.</summary>
    [Alias("FindAsync"), AlwaysInterleave]
    ValueTask<EquipmentProfile?> FindAsync(int version, CancellationToken cancellationToken = default);

    /// <summary>Every field in which two versions differ.</summary>
    /// <exception cref="NotFoundException">version_not_found.</exception>
    [Alias("CompareAsync"), AlwaysInterleave]
    ValueTask<ImmutableArray<ProfileChange>> CompareAsync(int from, int to, CancellationToken cancellationToken = default);

    /// <summary>Forgets everything.</summary>
    [Alias("ForgetAsync")]
    Task ForgetAsync(CancellationToken cancellationToken = default);
}
