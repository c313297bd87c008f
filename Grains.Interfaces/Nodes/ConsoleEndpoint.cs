namespace Nms.Nodes;

/// <summary>Where a node's console listens. <paramref name="Type"/> is GNS3's: telnet, vnc, http, https, spice, none.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Nodes.ConsoleEndpoint")]
public sealed record ConsoleEndpoint(
    [property: Id(0)] string Type,
    [property: Id(1)] string? Host,
    [property: Id(2)] int? Port);
