using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Nms.Discovery;
using Nms.Equipment;
using Nms.Nodes;
using Nms.Topology;
using static Nms.Api.Compatibility.PublishedProfile;

namespace Nms.Api.Compatibility;

/// <summary>How addresses were found, in the former hub's words. Pure.</summary>
internal static class PublishedTest
{
    public static JsonObject Of(ProjectTopology topology, NodeSnapshot node, EquipmentProfile? profile, DiscoveryRunSnapshot run, bool full)
    {
        var shown = Compact(node, profile, run);
        shown["test_mode"] = true;
        if (full)
        {
            shown["full_equipment_data"] = PublishedProfile.Of(topology, node, profile, run, run.Request.Options);
        }

        return shown;
    }

    public static JsonObject OfAll(ProjectTopology topology, DiscoveryRunSnapshot run, ImmutableDictionary<Guid, EquipmentProfile> profiles, bool full, DateTimeOffset now)
    {
        var ended = run.CompletedAt ?? now;
        var all = topology.Nodes.Select(node => (Node: node, Profile: profiles.GetValueOrDefault(node.Key.NodeId))).ToList();
        var addressed = all.Where(one => PublishedNetwork.Addresses(one.Profile).Any()).ToList();
        var total = all.Sum(one => PublishedNetwork.Addresses(one.Profile).Count());
        var reached = all.SelectMany(one => one.Profile?.Reachability ?? []).ToList();
        var successful = run.Targets.Count(target => target.Status is DiscoveryTargetStatus.Completed or DiscoveryTargetStatus.Partial);
        return new JsonObject
        {
            ["test_mode"] = true,
            ["project_id"] = topology.Project.ProjectId,
            ["project_name"] = topology.Project.Name,
            ["run_id"] = run.RunId,
            ["discovery_status"] = PublishedDiscovery.Status(run),
            ["discovery_start_time"] = run.StartedAt,
            ["discovery_end_time"] = ended,
            ["discovery_duration_seconds"] = Math.Round((ended - run.StartedAt).TotalSeconds, 3),
            ["total_equipment"] = all.Count,
            ["equipment_with_ips"] = addressed.Count,
            ["equipment_without_ips"] = all.Count - addressed.Count,
            ["total_ips_discovered"] = total,
            ["equipment_details"] = new JsonObject(all.Select(one => KeyValuePair.Create(
                one.Node.Key.NodeId.ToString("D"), (JsonNode?)(full ? PublishedProfile.Of(topology, one.Node, one.Profile, run, run.Request.Options) : Compact(one.Node, one.Profile, run))))),

            // What a sibling client reads.
            ["devices"] = PublishedProfile.Array(all.Select(one => (JsonNode)new JsonObject
            {
                ["node_id"] = one.Node.Key.NodeId,
                ["name"] = one.Node.Name,
                ["node_type"] = one.Node.NodeType,
                ["discovered_ips"] = Words(PublishedNetwork.Addresses(one.Profile)),
            })),
            ["ip_distribution"] = new JsonObject(all.DistinctBy(one => one.Node.Name).Select(one => KeyValuePair.Create(one.Node.Name, (JsonNode?)new JsonObject
            {
                ["ip_count"] = PublishedNetwork.Addresses(one.Profile).Count(),
                ["ips"] = Words(PublishedNetwork.Addresses(one.Profile)),
                ["methods_used"] = Words(Methods(one.Profile)),
                ["snmp_available"] = one.Profile?.Snmp?.Available ?? false,
            }))),
            ["connectivity_summary"] = new JsonObject
            {
                ["total_ips"] = total,
                ["responsive_ips"] = reached.Count(one => one.PingSuccess == true || one.Ports.Any(port => port.State is "open" or "closed")),
                ["snmp_enabled"] = all.Count(one => one.Profile?.Snmp?.Available ?? false),
                ["services_detected"] = new JsonObject(reached.SelectMany(one => one.Ports.Where(port => port is { State: "open", Service: not null })).GroupBy(port => port.Service!).Select(group => KeyValuePair.Create(group.Key, (JsonNode?)group.Count()))),
            },
            ["discovery_summary"] = new JsonObject
            {
                ["success_rate"] = PublishedDiscovery.Rate(successful, all.Count),
                ["ip_success_rate"] = PublishedDiscovery.Rate(addressed.Count, all.Count),
                ["average_ips_per_equipment"] = all.Count == 0 ? 0 : Math.Round((double)total / all.Count, 2),
                ["equipment_types"] = PublishedDiscovery.Types(topology),
                ["discovery_methods_usage"] = new JsonObject(all.SelectMany(one => Methods(one.Profile)).GroupBy(method => method).Select(group => KeyValuePair.Create(group.Key, (JsonNode?)group.Count()))),
                ["snmp_availability"] = PublishedDiscovery.Rate(all.Count(one => one.Profile?.Snmp?.Available ?? false), all.Count),
            },
        };
    }

    private static JsonObject Compact(NodeSnapshot node, EquipmentProfile? profile, DiscoveryRunSnapshot run) => new()
    {
        ["equipment_id"] = node.Key.NodeId,
        ["name"] = node.Name,
        ["node_type"] = node.NodeType,
        ["status"] = PublishedProfile.Status(node),
        ["discovery_status"] = StatusOf(profile, run, node.Key.NodeId),
        ["discovery_timestamp"] = profile?.StartedAt ?? run.StartedAt,
        ["discovery_completion_time"] = profile?.CompletedAt,
        ["ip_addresses"] = Words(PublishedNetwork.Addresses(profile)),
        ["ip_discovery_methods"] = Words(Methods(profile)),
        ["ip_discovery_results"] = new JsonObject(Methods(profile).Select(method => KeyValuePair.Create(method, (JsonNode?)new JsonObject
        {
            ["ips"] = Words((profile?.Addresses ?? []).Where(one => one.Sightings.Any(sighting => Method(sighting.Source) == method)).Select(one => one.Address)),
            ["success"] = true,
        }))),
        ["connectivity_tests"] = PublishedNetwork.Tests(profile),
        ["interfaces"] = Words((profile?.Interfaces ?? []).Select(one => one.Name)),
        ["snmp_available"] = profile?.Snmp?.Available ?? false,
        ["snmp_credential"] = profile?.Snmp?.SecurityName,
        ["stats"] = new JsonObject
        {
            ["total_ips_discovered"] = PublishedNetwork.Addresses(profile).Count(),
            ["methods_used"] = Methods(profile).Count(),
            ["interfaces_count"] = profile?.Interfaces.Length ?? 0,
            ["connectivity_tests_count"] = profile?.Reachability.Length ?? 0,
        },
    };

    private static IEnumerable<string> Methods(EquipmentProfile? profile) =>
        (profile?.Addresses ?? []).Where(one => one.Verdict >= AddressVerdict.Likely).SelectMany(one => one.Sightings).Select(sighting => Method(sighting.Source)).Distinct();

    private static string Method(FactSource source) => source switch
    {
        FactSource.Configuration => "configuration_files",
        FactSource.Console => "console_access",
        FactSource.Snmp => "snmp",
        FactSource.Dhcp => "dhcp_leases",
        FactSource.Arp => "arp_tables",
        FactSource.Neighbour => "neighbour_protocols",
        FactSource.Gns3 => "node_properties",
        _ => "probes",
    };
}
