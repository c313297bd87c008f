using System.Text.Json.Nodes;

namespace Nms.Lab.Nodes;

/// <summary>One port of a node, as the server lists it.</summary>
public sealed record LabPort(int Adapter, int Port, string Name, string ShortName, string LinkType)
{
    internal string? AdapterType { get; init; }

    internal string? MacAddress { get; init; }

    internal JsonObject ToJson()
    {
        var document = new JsonObject
        {
            ["adapter_number"] = Adapter,
            ["data_link_types"] = LinkType == "serial"
                ? new JsonObject { ["Frame Relay"] = "DLT_FRELAY", ["Cisco HDLC"] = "DLT_C_HDLC", ["Cisco PPP"] = "DLT_PPP_SERIAL" }
                : new JsonObject { ["Ethernet"] = "DLT_EN10MB" },
            ["link_type"] = LinkType,
            ["name"] = Name,
            ["port_number"] = Port,
            ["short_name"] = ShortName,
        };
        if (AdapterType is not null) document["adapter_type"] = AdapterType;
        if (MacAddress is not null) document["mac_address"] = MacAddress;
        return document;
    }
}
