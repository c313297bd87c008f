using System.Text.Json;

namespace Nms.Gns3;

/// <summary>A port of a node.</summary>
public readonly record struct Gns3NodePort
{
    /// <summary>Adapter.</summary>
    public required int AdapterNumber { get; init; }

    /// <summary>Port on the adapter.</summary>
    public required int PortNumber { get; init; }

    /// <summary>Name, such as Ethernet0.</summary>
    public string? Name { get; init; }

    /// <summary>Short name, such as e0.</summary>
    public string? ShortName { get; init; }

    /// <summary>ethernet or serial.</summary>
    public string? LinkType { get; init; }

    /// <summary>Kind of adapter.</summary>
    public string? AdapterType { get; init; }

    /// <summary>MAC address, where known.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Capture formats, by name.</summary>
    public JsonElement? DataLinkTypes { get; init; }
}
