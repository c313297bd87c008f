using System.Collections.Immutable;

namespace Nms.Topology;

/// <summary>A link to be created: exactly two ends.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Topology.LinkDraft")]
public sealed record LinkDraft(
    [property: Id(0)] ImmutableArray<LinkEndpoint> Endpoints,
    [property: Id(1)] string? FiltersJson = null,
    [property: Id(2)] bool? Suspended = null);
