using System.Text.Json.Nodes;
using Nms.Equipment;
using Nms.Nodes;
using static Nms.Api.Compatibility.PublishedProfile;

namespace Nms.Api.Compatibility;

/// <summary>The parts of a profile that concern the machine, in the former hub's words. Secrets are not among them. Pure.</summary>
internal static class PublishedMachine
{
    /// <summary>Where QEMU has disks.</summary>
    public static readonly string[] DiskSlots = ["hda", "hdb", "hdc", "hdd"];

    public static JsonObject Snmp(EquipmentProfile? profile) => profile?.Snmp is not { } snmp
        ? new JsonObject { ["snmp_available"] = false, ["community_tested"] = new JsonArray(), ["error"] = Reason(profile, "snmp") }
        : new JsonObject
        {
            ["snmp_available"] = snmp.Available,
            ["active_ip"] = snmp.Address,
            ["active_credential"] = snmp.SecurityName,
            ["snmp_version"] = snmp.Version,
            ["community_tested"] = Array(snmp.Tried.Select(one => (JsonNode)new JsonObject { ["ip"] = one.Address, ["credentials"] = one.Credentials, ["error"] = one.Error })),
            ["system_name"] = snmp.Available ? profile.HostName?.Value : null,
            ["system_uptime"] = profile.Performance?.Uptime?.TotalSeconds,
            ["system_info"] = new JsonObject
            {
                ["success"] = snmp.Available,
                ["data"] = new JsonObject
                {
                    ["sysDescr"] = snmp.Description,
                    ["sysObjectID"] = snmp.ObjectId,
                    ["sysUpTime"] = profile.Performance?.Uptime?.TotalSeconds,
                    ["sysContact"] = profile.Contact?.Value,
                    ["sysName"] = profile.HostName?.Value,
                    ["sysLocation"] = profile.Location?.Value,
                    ["sysServices"] = snmp.Services,
                },
                ["host"] = snmp.Address,
            },
            ["interfaces_snmp"] = Array(profile.Interfaces.Where(one => one.IfIndex is not null).Select(one => (JsonNode)new JsonObject
            {
                ["index"] = one.IfIndex,
                ["description"] = one.Name,
                ["type"] = one.IfType,
                ["mtu"] = one.Mtu,
                ["speed"] = one.SpeedBitsPerSecond,
                ["admin_status"] = one.AdminStatus,
                ["oper_status"] = one.OperStatus,
                ["phys_address"] = one.MacAddress,
                ["in_octets"] = one.Counters?.InOctets,
                ["out_octets"] = one.Counters?.OutOctets,
            })),
            ["performance_counters"] = new JsonObject { ["cpu_usage"] = profile.Performance?.CpuPercent, ["memory_usage"] = profile.Performance?.MemoryPercent },
            ["vendor_specific"] = new JsonObject
            {
                ["vendor"] = profile.Vendor?.Value,
                ["model"] = profile.Model?.Value,
                ["serial_number"] = profile.SerialNumber?.Value,
                ["software_version"] = profile.SoftwareVersion?.Value,
                ["sensors"] = Array(profile.Sensors.Select(one => (JsonNode)new JsonObject { ["name"] = one.Name, ["value"] = one.Value, ["unit"] = one.Unit, ["status"] = one.Status })),
            },
        };

    public static JsonObject Hardware(EquipmentProfile? profile) => new()
    {
        ["vendor"] = profile?.Vendor?.Value,
        ["model"] = profile?.Model?.Value,
        ["serial_number"] = profile?.SerialNumber?.Value,
        ["operating_system"] = profile?.OperatingSystem?.Value,
        ["software_version"] = profile?.SoftwareVersion?.Value,
        ["modules"] = Array((profile?.Modules ?? []).Select(one => (JsonNode)new JsonObject { ["name"] = one.Name, ["class"] = one.Class, ["model"] = one.Model, ["serial_number"] = one.SerialNumber })),
    };

    public static JsonObject Performance(NodeSnapshot node, EquipmentProfile? profile)
    {
        var performance = profile?.Performance;
        var disk = performance?.Disks.FirstOrDefault();
        var properties = Parse(node.PropertiesJson) as JsonObject;
        var shown = new JsonObject
        {
            ["cpu_usage"] = performance?.CpuPercent,
            ["memory_usage"] = performance?.MemoryPercent,
            ["disk_usage"] = disk is { TotalBytes: > 0 } ? Math.Round(100.0 * disk.UsedBytes / disk.TotalBytes, 1) : null,
            ["network_throughput"] = new JsonObject((profile?.Interfaces ?? []).Where(one => one.Counters is not null).DistinctBy(one => one.Name)
                .Select(one => KeyValuePair.Create(one.Name, (JsonNode?)new JsonObject { ["in_octets"] = one.Counters!.InOctets, ["out_octets"] = one.Counters.OutOctets }))),
            ["system_load"] = performance?.Load1,
            ["uptime"] = performance?.Uptime?.TotalSeconds,
            ["process_count"] = performance?.Processes,
            ["error_counters"] = new JsonObject((profile?.Interfaces ?? []).Where(one => one.Counters is not null).DistinctBy(one => one.Name)
                .Select(one => KeyValuePair.Create(one.Name, (JsonNode?)new JsonObject { ["in_errors"] = one.Counters!.InErrors, ["out_errors"] = one.Counters.OutErrors }))),
        };
        foreach (var (name, value) in PublishedEmulator.Of(node.NodeType, properties))
        {
            shown.TryAdd(name, value);
        }

        return shown;
    }

    public static JsonObject Configuration(NodeSnapshot node, EquipmentProfile? profile, PublishedTexts? texts)
    {
        var shown = Configuration(node, profile);
        shown["startup_config"] = texts?.Startup;
        shown["running_config"] = texts?.Running;
        foreach (var (name, value) in PublishedEmulator.Configuration(node.NodeType, Parse(node.PropertiesJson) as JsonObject, texts))
        {
            shown[name] = value;
        }

        return shown;
    }

    private static JsonObject Configuration(NodeSnapshot node, EquipmentProfile? profile) => new()
    {
        ["startup_config_file"] = PublishedTexts.StartupFile(profile)?.Name,
        ["running_config_file"] = PublishedTexts.RunningFile(profile)?.Name,
        ["configuration_files"] = Array((profile?.Files ?? []).Select(file => (JsonNode)new JsonObject { ["name"] = file.Name, ["bytes"] = file.Bytes, ["version"] = file.Version, ["sha256"] = file.Sha256, ["url"] = $"/api/v1/equipment/{node.Key.NodeId}/configuration/{file.Name}" })),
        ["scripts"] = Words((profile?.Files ?? []).Where(file => file.Name.EndsWith(".vpc", StringComparison.Ordinal)).Select(file => file.Name)),
        ["capabilities"] = Words(node.NodeType switch
        {
            "vpcs" => ["basic_ip", "ping", "traceroute", "dhcp_client"],
            "qemu" or "vmware" or "virtualbox" => ["full_os", "routing", "switching", "services"],
            "dynamips" or "iou" => ["cisco_ios", "routing", "switching", "acl", "qos"],
            "docker" => ["linux_services", "networking", "applications"],
            _ => [],
        }),
        ["supported_features"] = Words(node.Ports.Select(port => $"adapter_{port.LinkType}").Distinct()),
        ["error"] = Reason(profile, "configuration"),
    };

    public static JsonObject Console(NodeSnapshot node, EquipmentProfile? profile) => new()
    {
        ["console_available"] = node.Console is { Port: not null } and not { Type: "none" },
        ["console_type"] = node.Console?.Type,
        ["console_host"] = node.Console?.Host,
        ["console_port"] = node.Console?.Port,
        ["console_auto_start"] = node.ConsoleAutoStart,
        ["telnet_access"] = node.Console?.Type == "telnet" ? profile?.Console?.Reachable : false,
        ["vnc_access"] = node.Console?.Type == "vnc" ? profile?.Console?.Reachable : false,
        ["dialect"] = profile?.Console?.Dialect,
        ["error"] = profile?.Console?.Error,
    };

    private static string? Reason(EquipmentProfile? profile, string section) => profile?.Sections.FirstOrDefault(one => one.Name == section)?.Reason;
}
