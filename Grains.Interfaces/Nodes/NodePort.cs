namespace Nms.Nodes;

/// <summary>One port of a node, as GNS3 lists it.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Nodes.NodePort")]
public sealed record NodePort(
    [property: Id(0)] string Name,
    [property: Id(1)] string ShortName,
    [property: Id(2)] int AdapterNumber,
    [property: Id(3)] int PortNumber,
    [property: Id(4)] string LinkType);
