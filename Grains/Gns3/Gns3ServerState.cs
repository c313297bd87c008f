using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Gns3;

/// <summary>What is kept of a server, so that a restart tells no edge that was told and forgets no project.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Gns3.Gns3ServerState")]
internal sealed record Gns3ServerState : IOutboxState<Gns3ServerState>
{
    /// <summary>Null until the server was heard or missed for the first time.</summary>
    [Id(0)] public bool? Connected { get; init; }

    [Id(1)] public DateTimeOffset? Since { get; init; }

    [Id(2)] public string? Version { get; init; }

    [Id(3)] public ImmutableArray<KnownCompute> Computes { get; init; } = [];

    [Id(4)] public ImmutableArray<TemplateDescription> Templates { get; init; } = [];

    [Id(5)] public ImmutableArray<Guid> ProjectIds { get; init; } = [];

    [Id(6)] public ImmutableArray<EventEnvelope> Outbox { get; init; } = [];

    public bool IsEmpty => false;

    public Gns3ServerState WithOutbox(ImmutableArray<EventEnvelope> outbox) => this with { Outbox = outbox };
}
