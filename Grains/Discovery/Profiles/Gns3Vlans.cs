using System.Collections.Immutable;
using System.Text.Json;
using Nms.Equipment;

namespace Nms.Discovery.Profiles;

/// <summary>The VLANs of the Ethernet switches that GNS3 carries: an access port is in one, a trunk (dot1q) carries all and has one untagged. Pure.</summary>
internal static class Gns3Vlans
{
    private const int MostPorts = 4096;

    /// <summary>The VLANs that the ports of a switch name.</summary>
    /// <param name="propertiesJson">GNS3's properties of the switch; null when it gave none.</param>
    public static ImmutableArray<EquipmentVlan> Of(string? propertiesJson)
    {
        if (propertiesJson is null)
        {
            return [];
        }

        using var properties = JsonDocument.Parse(propertiesJson);
        if (properties.RootElement.ValueKind != JsonValueKind.Object || !properties.RootElement.TryGetProperty("ports_mapping", out var mapping) || mapping.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var ports = mapping.EnumerateArray().Take(MostPorts).Select(Port).OfType<SwitchPort>().ToList();
        return [.. ports.Select(port => port.Vlan).Distinct().Order().Select(id => new EquipmentVlan
        {
            Id = id,
            Ports = [.. ports.Where(port => port.Vlan == id || port.Carries).Select(port => port.Name)],
            UntaggedPorts = [.. ports.Where(port => port.Vlan == id && port.IsUntagged).Select(port => port.Name)],
            Source = FactSource.Gns3,
        })];
    }

    private static SwitchPort? Port(JsonElement port) =>
        port.ValueKind == JsonValueKind.Object
        && port.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
        && port.TryGetProperty("vlan", out var vlan) && vlan.ValueKind == JsonValueKind.Number && vlan.TryGetInt32(out var id) && id is >= 1 and <= 4094
            ? new SwitchPort(name.GetString()!, id, port.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null)
            : null;

    /// <summary>A port; the inner tags of a QinQ port are its customer's, and its VLAN the outer tag.</summary>
    private sealed record SwitchPort(string Name, int Vlan, string? Type)
    {
        public bool Carries => Type == "dot1q";

        public bool IsUntagged => Type is "access" or "dot1q";
    }
}
