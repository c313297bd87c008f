namespace Nms.Topology;

/// <summary>One end of a link.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Topology.LinkEndpoint")]
public sealed record LinkEndpoint(
    [property: Id(0)] Guid NodeId,
    [property: Id(1)] int AdapterNumber,
    [property: Id(2)] int PortNumber,
    [property: Id(3)] string? LabelJson = null);
