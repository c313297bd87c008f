using System.Text.Json;
using Nms.Nodes;

namespace Nms.Topology.Drift;

/// <summary>The nodes that GNS3 carries itself: no equipment answers there, and what arrives is passed on. Pure.</summary>
internal static class BuiltIn
{
    /// <summary>Passes every frame on to its other ports, those of LLDP and CDP too.</summary>
    public static bool PassesOn(NodeSnapshot node) => node.NodeType is "ethernet_switch" or "ethernet_hub";

    /// <summary>Leads out of the lab.</summary>
    public static bool LeadsOut(NodeSnapshot node) => node.NodeType is "cloud" or "nat";

    public static bool Is(NodeSnapshot node) => PassesOn(node) || LeadsOut(node) || node.NodeType is "atm_switch" or "frame_relay_switch";

    /// <summary>The VLAN in which frames without a tag travel, by port of a switch; LLDP and CDP have none.</summary>
    public static IReadOnlyDictionary<int, int> Vlans(NodeSnapshot node)
    {
        var vlans = new Dictionary<int, int>();
        if (node.NodeType != "ethernet_switch" || node.PropertiesJson is null)
        {
            return vlans;
        }

        using var properties = JsonDocument.Parse(node.PropertiesJson);
        if (properties.RootElement.ValueKind == JsonValueKind.Object
            && properties.RootElement.TryGetProperty("ports_mapping", out var mapping) && mapping.ValueKind == JsonValueKind.Array)
        {
            foreach (var port in mapping.EnumerateArray())
            {
                if (Number(port, "port_number") is { } number && Number(port, "vlan") is { } vlan)
                {
                    vlans[number] = vlan;
                }
            }
        }

        return vlans;
    }

    /// <summary>Why nothing may come through a link although it is drawn; null when its filters let LLDP pass.</summary>
    public static string? Blocks(LinkSnapshot link)
    {
        if (link.FiltersJson == "{}")
        {
            return null;
        }

        using var filters = JsonDocument.Parse(link.FiltersJson);
        if (filters.RootElement.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return First("frequency_drop") is -1 or 1 ? "frequency_drop drops every packet"
            : First("packet_loss") >= 100 ? "packet_loss loses every packet"
            : First("corrupt") >= 100 ? "corrupt spoils every packet"
            : filters.RootElement.TryGetProperty("bpf", out var bpf) && bpf.ValueKind == JsonValueKind.Array && bpf.GetArrayLength() > 0 && bpf[0].ValueKind == JsonValueKind.String && bpf[0].GetString() is { Length: > 0 }
                ? "bpf may drop what the ends would hear"
            : null;

        double? First(string name) => filters.RootElement.TryGetProperty(name, out var values) && values.ValueKind == JsonValueKind.Array && values.GetArrayLength() > 0
            && values[0].ValueKind == JsonValueKind.Number ? values[0].GetDouble() : null;
    }

    private static int? Number(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number : null;
}
