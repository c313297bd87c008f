using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Nms.Lab.Nodes;

/// <summary>Which ports a node has, from its type and its properties.</summary>
internal static partial class PortNames
{
    private static readonly Dictionary<string, (int Ports, string Name)> Slots = new(StringComparer.Ordinal)
    {
        ["C7200-IO-FE"] = (1, "FastEthernet"),
        ["C7200-IO-2FE"] = (2, "FastEthernet"),
        ["C7200-IO-GE-E"] = (1, "GigabitEthernet"),
        ["GT96100-FE"] = (2, "FastEthernet"),
        ["Leopard-2FE"] = (2, "FastEthernet"),
        ["C1700-MB-1FE"] = (1, "FastEthernet"),
        ["C2600-MB-1FE"] = (1, "FastEthernet"),
        ["C2600-MB-2FE"] = (2, "FastEthernet"),
        ["NM-16ESW"] = (16, "FastEthernet"),
        ["NM-1FE-TX"] = (1, "FastEthernet"),
        ["NM-1E"] = (1, "Ethernet"),
        ["NM-4E"] = (4, "Ethernet"),
        ["NM-4T"] = (4, "Serial"),
        ["PA-FE-TX"] = (1, "FastEthernet"),
        ["PA-2FE-TX"] = (2, "FastEthernet"),
        ["PA-GE"] = (1, "GigabitEthernet"),
        ["PA-4E"] = (4, "Ethernet"),
        ["PA-8E"] = (8, "Ethernet"),
        ["PA-4T+"] = (4, "Serial"),
        ["PA-8T"] = (8, "Serial"),
    };

    public static IReadOnlyList<LabPort> Of(LabNode node) => node.Type switch
    {
        "vpcs" or "traceng" => [new LabPort(0, 0, "Ethernet0", "e0", "ethernet")],
        "ethernet_switch" or "ethernet_hub" => Mapped(node, index => $"e{index}"),
        "cloud" or "nat" => Mapped(node, index => null),
        "frame_relay_switch" or "atm_switch" => SwitchedCircuits(node),
        "dynamips" => OfSlots(node),
        "docker" => OfContainer(node),
        "iou" => Standard(node, Integer(node, "ethernet_adapters", 2), 4),
        _ => Standard(node, Integer(node, "adapters", 1), 1),
    };

    private static LabPort[] Mapped(LabNode node, Func<int, string?> shortName)
        => node.Properties["ports_mapping"] is JsonArray ports
            ? [.. ports.Select((port, index) =>
            {
                var name = port?["name"]?.GetValue<string>() ?? $"Ethernet{index}";
                return new LabPort(0, index, name, shortName(index) ?? name, "ethernet");
            })]
            : [];

    private static LabPort[] SwitchedCircuits(LabNode node)
        => node.Properties["mappings"] is JsonObject mappings
            ? [.. mappings.SelectMany(pair => new[] { pair.Key, pair.Value?.GetValue<string>() ?? "" })
                .Select(circuit => int.TryParse(circuit.Split(':')[0], CultureInfo.InvariantCulture, out var port) ? port : -1)
                .Where(port => port >= 0).Distinct().Order()
                .Select(port => new LabPort(0, port, port.ToString(CultureInfo.InvariantCulture), $"{port}", "serial"))]
            : [];

    private static List<LabPort> OfSlots(LabNode node)
    {
        var ports = new List<LabPort>();
        for (var slot = 0; node.Properties.ContainsKey($"slot{slot}"); slot++)
        {
            if (node.Properties[$"slot{slot}"]?.GetValue<string>() is not { } card || !Slots.TryGetValue(card, out var kind)) continue;
            for (var port = 0; port < kind.Ports; port++)
                ports.Add(new LabPort(slot, port, $"{kind.Name}{slot}/{port}", $"{Short(kind.Name)}{slot}/{port}", LinkType(kind.Name)));
        }

        return ports;
    }

    private static LabPort[] OfContainer(LabNode node)
        => [.. Enumerable.Range(0, Integer(node, "adapters", 1)).Select(adapter =>
        {
            var name = Custom(node, adapter)?["port_name"]?.GetValue<string>() ?? $"eth{adapter}";
            return new LabPort(adapter, 0, name, name, "ethernet") { MacAddress = Mac(node, adapter) };
        })];

    private static List<LabPort> Standard(LabNode node, int adapters, int portsPerAdapter)
    {
        var ports = new List<LabPort>();
        var (unit, segment) = (0, 0);
        for (var adapter = 0; adapter < adapters; adapter++)
        {
            for (var port = 0; port < portsPerAdapter; port++)
            {
                var custom = Custom(node, adapter)?["port_name"]?.GetValue<string>();
                string name, shortName;
                if (node.FirstPortName is { Length: > 0 } first && adapter == 0)
                {
                    name = shortName = custom ?? first;
                }
                else
                {
                    name = custom ?? Formatted(node.PortNameFormat, unit, segment, adapter);
                    shortName = ShortOf(name);
                    unit++;
                    if (node.PortSegmentSize == 0) segment++;
                    else if (unit % node.PortSegmentSize == 0) (unit, segment) = (0, segment + 1);
                }

                ports.Add(new LabPort(adapter, port, name, shortName, "ethernet")
                {
                    AdapterType = node.Properties["adapter_type"]?.GetValue<string>(),
                    MacAddress = Mac(node, adapter),
                });
            }
        }

        for (var serial = 0; serial < Integer(node, "serial_adapters", 0); serial++)
        {
            for (var port = 0; port < portsPerAdapter; port++)
                ports.Add(new LabPort(adapters + serial, port, $"Serial{segment + serial}/{port}", $"s{segment + serial}/{port}", "serial"));
        }

        return ports;
    }

    private static string Formatted(string format, int unit, int segment, int adapter)
        => Placeholder().Replace(format, match =>
        {
            var offset = match.Groups["offset"].Success && match.Groups["offset"].Length > 0
                ? int.Parse(match.Groups["offset"].ValueSpan, CultureInfo.InvariantCulture)
                : 0;
            return (match.Groups["name"].Value switch
            {
                "port" => unit + offset,
                "segment" => segment + offset,
                "adapter" => adapter,
                _ => offset == 0 ? unit : segment,
            }).ToString(CultureInfo.InvariantCulture);
        });

    private static string ShortOf(string name)
    {
        var digits = name.AsSpan().IndexOfAnyInRange('0', '9');
        return digits <= 0 ? name : Short(name[..digits]) + name[digits..];
    }

    private static string Short(string name) => name switch
    {
        "FastEthernet" => "f",
        "GigabitEthernet" => "g",
        "Serial" => "s",
        "Ethernet" => "e",
        _ => name,
    };

    private static string LinkType(string name) => name == "Serial" ? "serial" : "ethernet";

    private static JsonObject? Custom(LabNode node, int adapter)
        => node.CustomAdapters.OfType<JsonObject>().FirstOrDefault(custom => custom["adapter_number"]?.GetValue<int>() == adapter);

    private static string? Mac(LabNode node, int adapter)
    {
        if (Custom(node, adapter)?["mac_address"]?.GetValue<string>() is { } custom) return custom;
        return node.Properties["mac_address"]?.GetValue<string>() is { Length: 17 } first ? MacAddresses.Add(first, adapter) : null;
    }

    private static int Integer(LabNode node, string property, int otherwise)
        => node.Properties[property] is JsonValue value && value.TryGetValue<int>(out var number) ? Math.Clamp(number, 0, 275) : otherwise;

    [GeneratedRegex(@"\{(?<name>port|segment|adapter)?(?<offset>[0-9]?)\}")]
    private static partial Regex Placeholder();
}
