namespace Nms.Topology;

/// <summary>An interface: its own name, and where it is in GNS3.</summary>
/// <param name="Name">The equipment's name of it.</param>
/// <param name="Gns3Name">GNS3's name.</param>
/// <param name="AdapterNumber">GNS3's adapter.</param>
/// <param name="PortNumber">GNS3's port of the adapter.</param>
/// <param name="MacAddress">Its MAC address.</param>
[GenerateSerializer, Immutable, Alias("Nms.Topology.DriftPort")]
public sealed record DriftPort(
    [property: Id(0)] string Name,
    [property: Id(1)] string? Gns3Name,
    [property: Id(2)] int? AdapterNumber,
    [property: Id(3)] int? PortNumber,
    [property: Id(4)] string? MacAddress);
