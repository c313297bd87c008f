using System.Text.Json.Nodes;
using Nms.Api.Equipment;
using Nms.Equipment;

namespace Nms.Api.Compatibility;

/// <summary>Why fields of a profile are empty, by the former hub's names. Pure.</summary>
internal static class PublishedAbsence
{
    private static readonly Dictionary<string, string> s_names = new(StringComparer.Ordinal)
    {
        ["mac_addresses"] = "network_info.mac_addresses",
        ["addresses"] = "network_info.ip_addresses",
        ["vlans"] = "network_info.vlans",
        ["routes"] = "network_info.routing_info.routes",
        ["routing_protocols"] = "network_info.routing_info.protocols",
        ["neighbours"] = "network_info.arp_table",
        ["leases"] = "network_info.dhcp.leases",
        ["pools"] = "network_info.dhcp.pools",
        ["dns_servers"] = "network_info.dns_servers",
        ["reachability"] = "network_info.connectivity_tests",
        ["reachability.ping"] = "network_info.connectivity_tests.ping_success",
        ["reachability.trace"] = "network_info.connectivity_tests.traceroute",
        ["adjacencies"] = "topology_links.discovered_neighbors",
        ["interfaces.counters"] = "performance_metrics.network_throughput",
        ["performance.cpu_percent"] = "performance_metrics.cpu_usage",
        ["performance.memory_percent"] = "performance_metrics.memory_usage",
        ["performance.load"] = "performance_metrics.system_load",
        ["performance.processes"] = "performance_metrics.process_count",
        ["performance.uptime_seconds"] = "performance_metrics.uptime",
        ["performance.disks"] = "performance_metrics.disk_usage",
        ["files.startup"] = "configuration.startup_config",
        ["files.running-config"] = "configuration.running_config",
    };

    public static JsonObject Of(EquipmentProfile? profile)
    {
        var absent = new JsonObject { ["snmp_data.active_community"] = "Communities are secrets and are shown nowhere; active_credential names the one that was let in." };
        foreach (var field in profile is null ? [] : AbsentFields.Of(profile))
        {
            absent[s_names.GetValueOrDefault(field.Field, $"hardware_info.{field.Field}")] = field.Reason;
        }

        if (profile?.Addresses.Any(one => one.PrefixLength is not null) == false)
        {
            absent["topology_links.network_segments"] = "No address of it with the length of a prefix is known.";
        }

        return absent;
    }
}
