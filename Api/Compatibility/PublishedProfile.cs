using System.Text.Json.Nodes;
using Nms.Discovery;
using Nms.Equipment;
using Nms.Nodes;
using Nms.Topology;

namespace Nms.Api.Compatibility;

/// <summary>A profile in the former hub's words: every field it documented, filled from a real source or absent. Pure.</summary>
internal static class PublishedProfile
{
    public static JsonObject List(ProjectTopology topology, DateTimeOffset now) => new()
    {
        ["project_id"] = topology.Project.ProjectId,
        ["project_name"] = topology.Project.Name,
        ["project_status"] = topology.Project.Status.ToString().ToLowerInvariant(),
        ["equipment_count"] = topology.Nodes.Length,
        ["equipment_list"] = Array(topology.Nodes.Select(node => (JsonNode)new JsonObject
        {
            ["equipment_id"] = node.Key.NodeId,
            ["name"] = node.Name,
            ["type"] = node.NodeType,
            ["status"] = Status(node),
            ["console_port"] = node.Console?.Port,
            ["console_type"] = node.Console?.Type,
            ["position"] = new JsonObject { ["x"] = node.X, ["y"] = node.Y, ["z"] = node.Z },
            ["properties_summary"] = Summary(node),
            ["port_count"] = node.Ports.Length,
            ["custom_adapters"] = Parse(node.CustomAdaptersJson) is JsonArray adapters ? adapters.Count : 0,
        })),
        ["discovery_timestamp"] = now,
    };

    public static JsonObject Of(ProjectTopology topology, NodeSnapshot node, EquipmentProfile? profile, DiscoveryRunSnapshot? run, DiscoveryRunOptions options, PublishedTexts? texts = null)
    {
        var shown = new JsonObject
        {
            ["equipment_id"] = node.Key.NodeId,
            ["project_id"] = node.Key.ProjectId,
            ["discovery_timestamp"] = profile?.StartedAt ?? run?.StartedAt,
            ["discovery_status"] = StatusOf(profile, run, node.Key.NodeId),
            ["discovery_completion_time"] = profile?.CompletedAt,
            ["error"] = run?.Error ?? profile?.Error,
            ["name"] = node.Name,
            ["node_type"] = node.NodeType,
            ["type"] = node.NodeType,
            ["status"] = Status(node),
            ["compute_id"] = node.ComputeId,
            ["x"] = node.X,
            ["y"] = node.Y,
            ["z"] = node.Z,
            ["width"] = node.Width,
            ["height"] = node.Height,
            ["symbol"] = node.Symbol,
            ["label"] = Parse(node.LabelJson) ?? new JsonObject(),
            ["properties"] = Parse(node.PropertiesJson) ?? new JsonObject(),
            ["command_line"] = node.CommandLine,
            ["environment"] = Parse(node.PropertiesJson)?["environment"]?.DeepClone(),
            ["ports"] = Array(node.Ports.Select(port => (JsonNode)new JsonObject
            {
                ["name"] = port.Name,
                ["short_name"] = port.ShortName,
                ["adapter_number"] = port.AdapterNumber,
                ["port_number"] = port.PortNumber,
                ["link_type"] = port.LinkType,
                ["adapter_type"] = port.AdapterType,
                ["data_link_types"] = Parse(port.DataLinkTypesJson) ?? new JsonObject(),
            })),
            ["custom_adapters"] = Parse(node.CustomAdaptersJson) ?? new JsonArray(),
            ["project_info"] = new JsonObject
            {
                ["project_name"] = topology.Project.Name,
                ["project_status"] = topology.Project.Status.ToString().ToLowerInvariant(),
                ["auto_start"] = topology.Project.AutoStart,
                ["auto_open"] = topology.Project.AutoOpen,
                ["auto_close"] = topology.Project.AutoClose,
            },
            ["network_info"] = PublishedNetwork.Of(node, topology, profile),
            ["configuration"] = PublishedMachine.Configuration(node, profile, texts),
            ["console_info"] = PublishedMachine.Console(node, profile),
            ["sections"] = Array((profile?.Sections ?? []).Select(section => (JsonNode)new JsonObject
            {
                ["name"] = section.Name,
                ["outcome"] = section.Outcome.ToString().ToLowerInvariant(),
                ["reason"] = section.Reason,
                ["took_seconds"] = Math.Round(section.Took.TotalSeconds, 3),
                ["read_at"] = section.ReadAt,
            })),
            ["hardware_info"] = PublishedMachine.Hardware(profile),
            ["absent"] = PublishedAbsence.Of(profile),
        };
        shown["interfaces"] = shown["network_info"]!["interfaces"]!.DeepClone();
        if (options.IncludeSnmp)
        {
            shown["snmp_data"] = PublishedMachine.Snmp(profile);
        }

        if (options.IncludePerformance)
        {
            shown["performance_metrics"] = PublishedMachine.Performance(node, profile);
        }

        if (options.IncludeTopology)
        {
            shown["topology_links"] = PublishedNetwork.Links(node, topology, profile);
        }

        return shown;
    }

    /// <summary>in_progress, completed, partial or failed: never completed when a section is not.</summary>
    public static string StatusOf(EquipmentProfile? profile, DiscoveryRunSnapshot? run, Guid id)
    {
        var target = run?.Targets.FirstOrDefault(one => one.EquipmentId == id);
        return target is { Status: DiscoveryTargetStatus.Pending or DiscoveryTargetStatus.Running } || (profile is null && run is { Status: DiscoveryRunStatus.Running }) ? "in_progress"
            : profile?.Status switch
            {
                ProfileStatus.Completed => "completed",
                ProfileStatus.Partial => "partial",
                null when run is null => "unknown",
                _ => "failed",
            };
    }

    public static string Status(NodeSnapshot node) => node.Status.ToString().ToLowerInvariant();

    public static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json);

    public static JsonArray Array(IEnumerable<JsonNode?> items) => [.. items];

    public static JsonArray Words(IEnumerable<string> words) => [.. words.Select(word => (JsonNode)word)];

    private static JsonObject Summary(NodeSnapshot node)
    {
        var properties = Parse(node.PropertiesJson) as JsonObject;
        return new JsonObject
        {
            ["platform"] = properties?["platform"]?.DeepClone(),
            ["image"] = (properties?["image"] ?? properties?["hda_disk_image"] ?? properties?["path"])?.DeepClone(),
            ["ram"] = properties?["ram"]?.DeepClone(),
        };
    }
}
