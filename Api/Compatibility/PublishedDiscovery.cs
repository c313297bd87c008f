using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Nms.Discovery;
using Nms.Equipment;
using Nms.Topology;

namespace Nms.Api.Compatibility;

/// <summary>A discovery of a project, in the former hub's words. Pure.</summary>
internal static class PublishedDiscovery
{
    public static JsonObject Of(
        ProjectTopology topology, DiscoveryRunSnapshot run, ImmutableDictionary<Guid, EquipmentProfile> profiles, ImmutableDictionary<Guid, PublishedTexts> texts,
        DiscoveryRunOptions options, DateTimeOffset now)
    {
        var ended = run.CompletedAt ?? now;
        var found = topology.Nodes.Select(node => profiles.GetValueOrDefault(node.Key.NodeId)).OfType<EquipmentProfile>().ToList();
        var successful = run.Targets.Count(target => target.Status is DiscoveryTargetStatus.Completed or DiscoveryTargetStatus.Partial);
        return new JsonObject
        {
            ["project_id"] = topology.Project.ProjectId,
            ["project_name"] = topology.Project.Name,
            ["run_id"] = run.RunId,
            ["discovery_start_time"] = run.StartedAt,
            ["discovery_end_time"] = ended,
            ["discovery_duration_seconds"] = Math.Round((ended - run.StartedAt).TotalSeconds, 3),
            ["discovery_status"] = Status(run),
            ["error_message"] = run.Error,
            ["total_equipment"] = topology.Nodes.Length,
            ["successful_discoveries"] = successful,
            ["failed_discoveries"] = run.Targets.Count(target => target.Status is DiscoveryTargetStatus.Failed or DiscoveryTargetStatus.Gone),
            ["pending_discoveries"] = run.Targets.Count(target => target.Status is DiscoveryTargetStatus.Pending or DiscoveryTargetStatus.Running),
            ["equipment_details"] = new JsonObject(topology.Nodes.Select(node => KeyValuePair.Create(
                node.Key.NodeId.ToString("D"), (JsonNode?)PublishedProfile.Of(topology, node, profiles.GetValueOrDefault(node.Key.NodeId), run, options, texts.GetValueOrDefault(node.Key.NodeId))))),
            ["discovery_summary"] = new JsonObject
            {
                ["success_rate"] = Rate(successful, topology.Nodes.Length),
                ["equipment_types"] = Types(topology),
                ["snmp_enabled_count"] = found.Count(profile => profile.Snmp?.Available ?? false),
                ["console_enabled_count"] = found.Count(profile => profile.Console?.Available ?? false),
                ["total_interfaces"] = found.Sum(profile => profile.Interfaces.Length),
            },
        };
    }

    public static string Status(DiscoveryRunSnapshot run) => run.Status switch
    {
        DiscoveryRunStatus.Running => "in_progress",
        DiscoveryRunStatus.Completed => "completed",
        DiscoveryRunStatus.Partial => "partial",
        DiscoveryRunStatus.Cancelled => "cancelled",
        _ => "failed",
    };

    public static double Rate(int part, int whole) => whole == 0 ? 0 : Math.Round(100.0 * part / whole, 1);

    public static JsonObject Types(ProjectTopology topology) => new(topology.Nodes.GroupBy(node => node.NodeType).Select(group => KeyValuePair.Create(group.Key, (JsonNode?)group.Count())));
}
