using System.Text.Json.Nodes;
using Nms.Equipment;
using Nms.Nodes;
using Nms.Topology;
using static Nms.Api.Compatibility.PublishedProfile;

namespace Nms.Api.Compatibility;

/// <summary>The network part of a profile, in the former hub's words. Pure.</summary>
internal static class PublishedNetwork
{
    public static JsonObject Of(NodeSnapshot node, ProjectTopology topology, EquipmentProfile? profile) => new()
    {
        ["interfaces"] = Array(profile is { Interfaces: not [] }
            ? profile.Interfaces.Select(one => Interface(one, node, topology))
            : node.Ports.Select(port => Interface(Drawn(port, node, topology), node, topology))),
        ["ip_addresses"] = Words(Addresses(profile)),
        ["mac_addresses"] = Words((profile?.Interfaces ?? []).Select(one => one.MacAddress).OfType<string>().Distinct()),
        ["vlans"] = Array((profile?.Vlans ?? []).Select(vlan => (JsonNode)new JsonObject { ["id"] = vlan.Id, ["name"] = vlan.Name, ["ports"] = Words(vlan.Ports), ["untagged_ports"] = Words(vlan.UntaggedPorts) })),
        ["routing_info"] = new JsonObject
        {
            ["routes"] = Array((profile?.Routes ?? []).Select(route => (JsonNode)new JsonObject { ["destination"] = route.Destination, ["next_hop"] = route.NextHop, ["interface"] = route.Interface, ["protocol"] = route.Protocol, ["metric"] = route.Metric })),
            ["default_gateway"] = profile?.Routes.FirstOrDefault(route => route.Destination is "0.0.0.0/0" or "::/0")?.NextHop,
            ["protocols"] = Array((profile?.RoutingProtocols ?? []).Select(one => (JsonNode)new JsonObject
            {
                ["protocol"] = one.Name,
                ["instance"] = one.Instance,
                ["router_id"] = one.RouterId,
                ["networks"] = Words(one.Networks),
                ["neighbors"] = Words(one.Neighbours),
            })),
        },
        ["dns_servers"] = Words(profile?.DnsServers ?? []),
        ["dhcp"] = new JsonObject
        {
            ["pools"] = Array((profile?.Pools ?? []).Select(pool => (JsonNode)new JsonObject
            {
                ["name"] = pool.Name,
                ["network"] = pool.Network,
                ["gateways"] = Words(pool.Gateways),
                ["dns_servers"] = Words(pool.DnsServers),
            })),
            ["leases"] = Array((profile?.Leases ?? []).Select(Lease)),
            ["reservations"] = Array((profile?.Reservations ?? []).Select(Lease)),
        },
        ["arp_table"] = Array((profile?.Neighbours ?? []).Select(one => (JsonNode)new JsonObject { ["ip"] = one.Address, ["mac"] = one.MacAddress, ["interface"] = one.Interface })),
        ["connectivity_tests"] = Tests(profile),
        ["config_read_error"] = Failure(profile, "configuration"),
        ["disk_configs_found"] = Array(ConfigurationDisks(node)),
        ["ip_extraction_error"] = Failure(profile, "console"),
        ["error"] = Failure(profile, "reachability"),
    };

    public static JsonObject Links(NodeSnapshot node, ProjectTopology topology, EquipmentProfile? profile)
    {
        var links = topology.Links.Where(link => link.Endpoints.Any(end => end.NodeId == node.Key.NodeId)).ToList();
        var neighbours = links.SelectMany(link => link.Endpoints).Select(end => end.NodeId).Where(id => id != node.Key.NodeId).Distinct().ToList();
        return new JsonObject
        {
            ["connected_links"] = Array(links.Select(link => (JsonNode)new JsonObject
            {
                ["link_id"] = link.LinkId,
                ["link_type"] = link.LinkType,
                ["suspend"] = link.Suspended,
                ["nodes"] = Array(link.Endpoints.Select(end => (JsonNode)new JsonObject { ["node_id"] = end.NodeId, ["adapter_number"] = end.AdapterNumber, ["port_number"] = end.PortNumber })),
                ["filters"] = Parse(link.FiltersJson),
            })),
            ["neighbor_nodes"] = Array(neighbours.Select(id => (JsonNode)id)),
            ["neighbor_details"] = Array(topology.Nodes.Where(other => neighbours.Contains(other.Key.NodeId)).Select(other => (JsonNode)new JsonObject
            {
                ["node_id"] = other.Key.NodeId,
                ["name"] = other.Name,
                ["node_type"] = other.NodeType,
                ["status"] = PublishedProfile.Status(other),
            })),
            ["discovered_neighbors"] = Array((profile?.Adjacencies ?? []).Where(one => one.Protocol != "fdb").Select(one => (JsonNode)new JsonObject
            {
                ["protocol"] = one.Protocol,
                ["local_interface"] = one.LocalInterface,
                ["remote_name"] = one.RemoteName,
                ["remote_port"] = one.RemotePort,
                ["remote_address"] = one.RemoteAddress,
                ["state"] = one.State,
            })),
            ["network_segments"] = Words((profile?.Addresses ?? []).Where(one => one is { PrefixLength: not null, Verdict: not AddressVerdict.Refuted })
                .Select(one => System.Net.IPNetwork.TryParse($"{one.Address}/{one.PrefixLength}", out var network) ? network.ToString() : null).OfType<string>().Distinct()),
            ["link_statistics"] = new JsonObject
            {
                ["total_links"] = links.Count,
                ["active_links"] = links.Count(link => !link.Suspended && link.Endpoints.All(end => topology.Nodes.Any(other => other.Key.NodeId == end.NodeId && other.Status == NodeStatus.Started))),
                ["link_types"] = new JsonObject(links.GroupBy(link => link.LinkType).Select(group => KeyValuePair.Create(group.Key, (JsonNode?)group.Count()))),
            },
        };
    }

    public static IEnumerable<string> Addresses(EquipmentProfile? profile) =>
        (profile?.Addresses ?? []).Where(one => one.Verdict >= AddressVerdict.Likely).Select(one => one.Address);

    public static JsonObject Tests(EquipmentProfile? profile) => new((profile?.Reachability ?? []).Select(one => KeyValuePair.Create(one.Address, (JsonNode?)new JsonObject
    {
        ["ip"] = one.Address,
        ["ping_success"] = one.PingSuccess,
        ["not_pinged"] = one.NotPinged,
        ["response_time_ms"] = one.AverageRtt is { } rtt ? Math.Round(rtt.TotalMilliseconds, 3) : null,
        ["packet_loss"] = one.Sent > 0 ? Math.Round(100.0 * (one.Sent - one.Received) / one.Sent, 1) : null,
        ["not_traced"] = one.NotTraced,
        ["traceroute"] = Array(one.Trace.Select(hop => (JsonNode)new JsonObject { ["hop"] = hop.Hop, ["ip"] = hop.Address, ["rtt_ms"] = hop.Rtt is { } trip ? Math.Round(trip.TotalMilliseconds, 3) : null })),
        ["port_scan"] = new JsonObject(one.Ports.DistinctBy(port => port.Number).Select(port => KeyValuePair.Create($"{port.Number}", (JsonNode?)(port.State == "open")))),
        ["services_detected"] = Words(one.Ports.Where(port => port.State == "open").Select(port => port.Service ?? $"{port.Number}")),
        ["error"] = one.Error,
    })));

    private static EquipmentInterface Drawn(NodePort port, NodeSnapshot node, ProjectTopology topology) => new()
    {
        Name = port.Name,
        AdapterNumber = port.AdapterNumber,
        PortNumber = port.PortNumber,
        LinkType = port.LinkType,
        LinkId = topology.Links.FirstOrDefault(link => link.Endpoints.Any(
            end => end.NodeId == node.Key.NodeId && end.AdapterNumber == port.AdapterNumber && end.PortNumber == port.PortNumber))?.LinkId,
    };

    private static JsonNode Lease(EquipmentLease lease) =>
        new JsonObject { ["ip"] = lease.Address, ["mac"] = lease.MacAddress, ["host_name"] = lease.HostName, ["ends_at"] = lease.EndsAt };

    private static string? Failure(EquipmentProfile? profile, string section) =>
        profile?.Sections.FirstOrDefault(one => one.Name == section && one.Outcome is (SectionOutcome.Failed or SectionOutcome.Partial))?.Reason;

    private static IEnumerable<JsonNode?> ConfigurationDisks(NodeSnapshot node) => node.NodeType == "qemu" && Parse(node.PropertiesJson) is JsonObject properties
        ? PublishedMachine.DiskSlots.Select(slot => properties[$"{slot}_disk_image"]).Where(image => $"{image}".Contains("config", StringComparison.OrdinalIgnoreCase)).Select(image => image!.DeepClone())
        : [];

    private static JsonObject Interface(EquipmentInterface one, NodeSnapshot node, ProjectTopology topology)
    {
        var link = topology.Links.FirstOrDefault(link => link.LinkId == one.LinkId);
        var port = node.Ports.FirstOrDefault(port => port.AdapterNumber == one.AdapterNumber && port.PortNumber == one.PortNumber);
        return new JsonObject
        {
            ["name"] = one.Name,
            ["adapter_number"] = one.AdapterNumber,
            ["port_number"] = one.PortNumber,
            ["link_type"] = one.LinkType,
            ["adapter_type"] = port?.AdapterType,
            ["data_link_types"] = Parse(port?.DataLinkTypesJson) ?? new JsonObject(),
            ["short_name"] = port?.ShortName,
            ["mac_address"] = one.MacAddress,
            ["ip_addresses"] = Words(one.Addresses),
            ["ip"] = one.Addresses.FirstOrDefault(),
            ["status"] = one.OperStatus,
            ["admin_status"] = one.AdminStatus,
            ["speed"] = one.SpeedBitsPerSecond,
            ["mtu"] = one.Mtu,
            ["connected"] = link is not null,
            ["link_info"] = link is null ? null : new JsonObject { ["link_id"] = link.LinkId, ["suspend"] = link.Suspended, ["neighbor_node"] = link.Endpoints.FirstOrDefault(end => end.NodeId != node.Key.NodeId)?.NodeId },
        };
    }
}
