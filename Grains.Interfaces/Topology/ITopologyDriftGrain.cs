using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nms.Topology;

/// <summary>
/// Judges a project's drawing by what its nodes see of each other, and tells when the judgement changes: topology.drift_changed. Key: the
/// project's id.
/// </summary>
[Alias("Nms.Topology.ITopologyDriftGrain")]
public interface ITopologyDriftGrain : IGrainWithGuidKey
{
    /// <summary>
    /// Takes what a run found, node by node in place of what it found before, and judges. What a node saw by a protocol that could not be read
    /// this time stays as it was; nodes that are gone are forgotten.
    /// </summary>
    /// <exception cref="NotFoundException">project_not_found.</exception>
    [Alias("ObserveAsync")]
    Task<DriftReport> ObserveAsync(ImmutableArray<DriftWitness> witnesses, Guid? runId, CancellationToken cancellationToken = default);

    /// <summary>Judges again when the drawing, or which nodes run, has changed since. Null before the first run; then nothing is judged.</summary>
    [Alias("RejudgeAsync")]
    Task<DriftReport?> RejudgeAsync(CancellationToken cancellationToken = default);

    /// <summary>The last report; null before the first.</summary>
    [Alias("FindAsync"), AlwaysInterleave]
    ValueTask<DriftReport?> FindAsync(CancellationToken cancellationToken = default);
}
