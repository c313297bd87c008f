using System.Collections.Immutable;

namespace Nms.Projects;

/// <summary>What changed in the shape of a project: the reason of topology.changed.</summary>
internal sealed record TopologyDelta
{
    public static TopologyDelta None { get; } = new();

    public ImmutableArray<Guid> AddedNodes { get; init; } = [];

    public ImmutableArray<Guid> RemovedNodes { get; init; } = [];

    public ImmutableArray<Guid> AddedLinks { get; init; } = [];

    public ImmutableArray<Guid> RemovedLinks { get; init; } = [];

    public ImmutableArray<Guid> ChangedLinks { get; init; } = [];

    public bool IsEmpty => AddedNodes is [] && RemovedNodes is [] && AddedLinks is [] && RemovedLinks is [] && ChangedLinks is [];
}
