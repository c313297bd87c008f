using System.Globalization;
using System.Net.NetworkInformation;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nms.Equipment;
using Nms.Nodes;

namespace Nms.Discovery.Profiles;

/// <summary>What GNS3 itself says of a node: its ports, the links at them, and MAC addresses where it chose them. Pure.</summary>
internal static partial class Gns3Findings
{
    public static SourceFindings Of(NodeTarget target, DateTimeOffset at)
    {
        var node = target.Node;
        var links = new Dictionary<(int Adapter, int Port), Guid>();
        foreach (var link in target.Links)
        {
            foreach (var end in link.Endpoints.Where(end => end.NodeId == node.Key.NodeId))
            {
                links[(end.AdapterNumber, end.PortNumber)] = link.LinkId;
            }
        }

        var macs = MacAddresses(node);
        return new SourceFindings
        {
            Source = FactSource.Gns3,
            At = at,
            DeviceType = DeviceTypeOf(node.NodeType),
            Vlans = node.NodeType == "ethernet_switch" ? Gns3Vlans.Of(node.PropertiesJson) : [],
            Interfaces = [.. node.Ports.Select(port => new EquipmentInterface
            {
                Name = port.Name,
                Gns3Name = port.Name,
                AdapterNumber = port.AdapterNumber,
                PortNumber = port.PortNumber,
                LinkType = port.LinkType,
                LinkId = links.TryGetValue((port.AdapterNumber, port.PortNumber), out var link) ? link : null,
                MacAddress = macs(port),
            })],
        };
    }

    /// <summary>What the kind of a node says of what it is; null for emulators that run anything.</summary>
    public static string? DeviceTypeOf(string nodeType) => nodeType switch
    {
        "vpcs" or "traceng" => "host",
        "ethernet_switch" or "ethernet_hub" or "atm_switch" or "frame_relay_switch" => "switch",
        "cloud" or "nat" => "cloud",
        _ => null,
    };

    /// <summary>Whether GNS3 carries the node itself: no equipment answers there.</summary>
    public static bool IsBuiltIn(string nodeType) => nodeType is "ethernet_switch" or "ethernet_hub" or "atm_switch" or "frame_relay_switch" or "cloud" or "nat";

    private static Func<NodePort, string?> MacAddresses(NodeSnapshot node)
    {
        switch (node.NodeType)
        {
            // vpcs -m N adds N to its base address.
            case "vpcs" when node.CommandLine is { } line && VpcsNumber().Match(line) is { Success: true } match
                && byte.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                return _ => string.Create(CultureInfo.InvariantCulture, $"00:50:79:66:68:{number:x2}");

            // The base address, and one more for each adapter, but where an adapter has its own.
            case "qemu" or "docker" or "virtualbox" or "vmware":
                var chosen = Chosen(node.CustomAdaptersJson);
                var first = Property(node.PropertiesJson, "mac_address") is { } text ? Bytes(text) : null;
                return port => chosen.TryGetValue(port.AdapterNumber, out var own) ? own
                    : first is null ? null
                    : Text(Plus(first, port.AdapterNumber));
            default:
                return _ => null;
        }
    }

    private static Dictionary<int, string> Chosen(string? json)
    {
        var chosen = new Dictionary<int, string>();
        if (json is null)
        {
            return chosen;
        }

        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            return chosen;
        }

        foreach (var adapter in document.RootElement.EnumerateArray())
        {
            if (adapter.ValueKind == JsonValueKind.Object
                && adapter.TryGetProperty("adapter_number", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var index)
                && adapter.TryGetProperty("mac_address", out var mac) && mac.ValueKind == JsonValueKind.String && Bytes(mac.GetString()!) is { } bytes)
            {
                chosen[index] = Text(bytes);
            }
        }

        return chosen;
    }

    private static string? Property(string? json, string name)
    {
        if (json is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
    }

    private static byte[]? Bytes(string text) => PhysicalAddress.TryParse(text, out var mac) && mac.GetAddressBytes() is { Length: 6 } bytes ? bytes : null;

    private static byte[] Plus(byte[] mac, int number)
    {
        var sum = mac.Aggregate(0L, (value, one) => (value << 8) | one) + number;
        var bytes = new byte[6];
        for (var i = 5; i >= 0; i--, sum >>= 8)
        {
            bytes[i] = (byte)sum;
        }

        return bytes;
    }

    private static string Text(byte[] mac) => string.Join(':', mac.Select(one => one.ToString("x2", CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"(?:^|\s)-m (\d{1,3})(?:\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex VpcsNumber();
}
