using System.Collections.Immutable;
using Nms.Events;
using Nms.Topology;

namespace Nms.Projects;

/// <summary>
/// What a project grain keeps. The facts of its nodes are kept by the nodes: a status change costs no write of the whole
/// project.
/// </summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.ProjectState")]
internal sealed record ProjectState : IOutboxState<ProjectState>
{
    [Id(0)] public ProjectSnapshot? Project { get; init; }

    [Id(1)] public ImmutableArray<Guid> NodeIds { get; init; } = [];

    [Id(2)] public ImmutableArray<LinkSnapshot> Links { get; init; } = [];

    [Id(3)] public ImmutableArray<DrawingSnapshot> Drawings { get; init; } = [];

    [Id(4)] public Guid? LastRestored { get; init; }

    [Id(5)] public ImmutableArray<EventEnvelope> Outbox { get; init; } = [];

    public bool IsEmpty => Project is null && NodeIds is [];

    public ProjectState WithOutbox(ImmutableArray<EventEnvelope> outbox) => this with { Outbox = outbox };
}
