using System.Collections.Immutable;

namespace Nms.Topology;

/// <summary>What reading every server brought.</summary>
/// <param name="ProjectCount">Projects now known.</param>
/// <param name="NodeCount">Nodes now known.</param>
/// <param name="LinkCount">Links now known.</param>
/// <param name="RefreshedAt">When it was done.</param>
/// <param name="Failures">The reason of each server that could not be read, by configured name.</param>
[GenerateSerializer, Immutable, Alias("Nms.Topology.TopologyRefresh")]
public sealed record TopologyRefresh(
    [property: Id(0)] int ProjectCount,
    [property: Id(1)] int NodeCount,
    [property: Id(2)] int LinkCount,
    [property: Id(3)] DateTimeOffset RefreshedAt,
    [property: Id(4)] ImmutableDictionary<string, string> Failures);
