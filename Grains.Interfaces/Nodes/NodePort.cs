namespace Nms.Nodes;

/// <summary>One port of a node, as GNS3 lists it.</summary>
/// <param name="Name">Its name, such as Ethernet0.</param>
/// <param name="ShortName">Its short name, such as e0.</param>
/// <param name="AdapterNumber">Its adapter.</param>
/// <param name="PortNumber">Its number on the adapter.</param>
/// <param name="LinkType">ethernet or serial.</param>
/// <param name="AdapterType">The kind of adapter, such as e1000; null where GNS3 does not say.</param>
/// <param name="DataLinkTypesJson">The capture formats by name, as GNS3's JSON; null where it gives none.</param>
[GenerateSerializer, Immutable, Alias("Nms.Nodes.NodePort")]
public sealed record NodePort(
    [property: Id(0)] string Name,
    [property: Id(1)] string ShortName,
    [property: Id(2)] int AdapterNumber,
    [property: Id(3)] int PortNumber,
    [property: Id(4)] string LinkType,
    [property: Id(5)] string? AdapterType = null,
    [property: Id(6)] string? DataLinkTypesJson = null);
