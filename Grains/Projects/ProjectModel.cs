using System.Collections.Immutable;
using Nms.Nodes;
using Nms.Topology;

namespace Nms.Projects;

/// <summary>Everything the project grain knows, as one immutable value that the rules turn into the next one.</summary>
internal sealed record ProjectModel
{
    public static ProjectModel Empty { get; } = new();

    /// <summary>The project, or null when there is none.</summary>
    public ProjectSnapshot? Project { get; init; }

    public ImmutableDictionary<Guid, NodeSnapshot> Nodes { get; init; } = ImmutableDictionary<Guid, NodeSnapshot>.Empty;

    public ImmutableDictionary<Guid, LinkSnapshot> Links { get; init; } = ImmutableDictionary<Guid, LinkSnapshot>.Empty;

    public ImmutableDictionary<Guid, DrawingSnapshot> Drawings { get; init; } = ImmutableDictionary<Guid, DrawingSnapshot>.Empty;

    /// <summary>The snapshot last restored, while nothing was created since: GNS3 saying it again is a repeat.</summary>
    public Guid? LastRestored { get; init; }

    /// <summary>GNS3 said that the closed project opened; believed when a read confirms it.</summary>
    public bool OpenHeard { get; init; }

    /// <summary>What was said of nodes and cannot be believed before a read: unknown ids, and all nodes of a closed project.</summary>
    public ImmutableDictionary<Guid, Held<NodeObservation>> HeldNodes { get; init; } = ImmutableDictionary<Guid, Held<NodeObservation>>.Empty;

    /// <summary>The same of links.</summary>
    public ImmutableDictionary<Guid, Held<LinkSnapshot>> HeldLinks { get; init; } = ImmutableDictionary<Guid, Held<LinkSnapshot>>.Empty;

    /// <summary>
    /// When each id, the project's own included, was last spoken of, in the grain's own count. An id that is here and
    /// nowhere else is gone.
    /// </summary>
    public ImmutableDictionary<Guid, long> Touched { get; init; } = ImmutableDictionary<Guid, long>.Empty;

    /// <summary>True when the id was spoken of after a read began, so that the read is older news.</summary>
    public bool TouchedAfter(Guid id, long mark) => Touched.TryGetValue(id, out var at) && at > mark;
}

/// <summary>An observation that waits for a read, and when it was made.</summary>
internal sealed record Held<T>(T Observation, long At);
