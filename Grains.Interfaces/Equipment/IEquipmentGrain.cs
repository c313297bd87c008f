using Nms.Nodes;
using Orleans.Concurrency;

namespace Nms.Equipment;

/// <summary>
/// One piece of equipment: its last profile and what became of it. Key: <see cref="NodeKey"/> of the node; of equipment in no lab, the
/// empty project id and its own id. Profiles come from discovery runs alone.
/// </summary>
[Alias("Nms.Equipment.IEquipmentGrain")]
public interface IEquipmentGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes what a discovery found. It becomes a version of the history when it says something else than the one before, and an event:
    /// equipment.discovered or equipment.changed. Recording the same again changes nothing but the time.
    /// </summary>
    [Alias("RecordAsync")]
    Task<EquipmentRecorded> RecordAsync(EquipmentRecord record, CancellationToken cancellationToken = default);

    /// <summary>Takes the news that it was not found any more: equipment.lost, once. Null when nothing is known of it.</summary>
    [Alias("LoseAsync")]
    Task<EquipmentSummary?> LoseAsync(string reason, Guid? runId, CancellationToken cancellationToken = default);

    /// <summary>What is known; null when nothing is.</summary>
    [Alias("FindAsync"), AlwaysInterleave]
    ValueTask<EquipmentSnapshot?> FindAsync(CancellationToken cancellationToken = default);

    /// <summary>Forgets it with its history.</summary>
    [Alias("ForgetAsync")]
    Task ForgetAsync(CancellationToken cancellationToken = default);
}
