using System.Collections.Immutable;
using Nms.Nodes;
using Nms.Topology;

namespace Nms.Projects;

/// <summary>One thing GNS3 said of a project, in the order it was said.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.ProjectObservation")]
public abstract record ProjectObservation;

/// <summary>GNS3 told of the project itself: created, updated, opened, closed.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.ProjectObserved")]
public sealed record ProjectObserved([property: Id(0)] ProjectSnapshot Facts, [property: Id(1)] bool IsCreation = false) : ProjectObservation;

/// <summary>The project was deleted.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.ProjectRemoved")]
public sealed record ProjectRemoved : ProjectObservation;

/// <summary>GNS3 told of a node: created or updated.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.NodeObserved")]
public sealed record NodeObserved([property: Id(0)] NodeObservation Node, [property: Id(1)] bool IsCreation) : ProjectObservation;

/// <summary>A node was deleted (GNS3 says so twice).</summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.NodeRemoved")]
public sealed record NodeRemoved([property: Id(0)] Guid NodeId) : ProjectObservation;

/// <summary>GNS3 told of a link: created or updated.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.LinkObserved")]
public sealed record LinkObserved([property: Id(0)] LinkSnapshot Link) : ProjectObservation;

/// <summary>A link was deleted.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.LinkRemoved")]
public sealed record LinkRemoved([property: Id(0)] Guid LinkId) : ProjectObservation;

/// <summary>GNS3 told of a drawing; <c>Svg</c> is null when it did not change.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.DrawingObserved")]
public sealed record DrawingObserved([property: Id(0)] DrawingSnapshot Drawing) : ProjectObservation;

/// <summary>A drawing was deleted.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.DrawingRemoved")]
public sealed record DrawingRemoved([property: Id(0)] Guid DrawingId) : ProjectObservation;

/// <summary>A snapshot was restored; nodes and links may live on under new ids.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.SnapshotRestored")]
public sealed record SnapshotRestored([property: Id(0)] Guid SnapshotId, [property: Id(1)] string Name) : ProjectObservation;

/// <summary>
/// Everything GNS3 answered about a project in one full read, to be compared with the model. <c>IsComplete</c> is false
/// when something could not be read: then what is not listed is not gone.
/// </summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.ProjectFacts")]
public sealed record ProjectFacts(
    [property: Id(0)] ProjectSnapshot Project,
    [property: Id(1)] ImmutableArray<NodeObservation> Nodes,
    [property: Id(2)] ImmutableArray<LinkSnapshot> Links,
    [property: Id(3)] ImmutableArray<DrawingSnapshot> Drawings,
    [property: Id(4)] bool IsComplete = true);
