using System.Text.Json.Nodes;
using Nms.Lab.Agents;
using Nms.Lab.Links;
using Nms.Lab.Nodes;
using Nms.Lab.Projects;

namespace Nms.Lab.Networks;

/// <summary>What the Lab knows of itself: what a discovery of it ought to find.</summary>
internal static class LabTruth
{
    /// <summary>The nodes, subnets and links of open projects. Call with the gate held.</summary>
    public static JsonObject Of(LabState state, IEnumerable<LabProject> projects) => new() { ["projects"] = List(projects, project => Of(state, project)) };

    private static JsonObject Of(LabState state, LabProject project) => new()
    {
        ["project_id"] = project.Id,
        ["name"] = project.Name,
        ["nodes"] = List(project.Nodes.Values.OrderBy(node => node.Name, StringComparer.Ordinal), node => Of(state, node)),
        ["subnets"] = Subnets(state, project),
        ["links"] = List(project.Links.Values, link => new JsonObject
        {
            ["link_id"] = link.Id,
            ["suspended"] = link.IsSuspended,
            ["ends"] = new JsonArray(End(state, link, 0), End(state, link, 1)),
        }),
    };

    private static JsonObject Of(LabState state, LabNode node)
    {
        var machine = state.Machines.Find(node);
        var isAwake = machine is not null && node.Status == NodeStatus.Started && !state.Faults.IsFrozen(node.Id);
        var hasAgent = isAwake && state.Options.Agents && machine!.Identity is not null;
        var answers = isAwake && node.HasConsole && node.ConsoleType == "telnet";
        return new JsonObject
        {
            ["node_id"] = node.Id,
            ["name"] = node.Name,
            ["type"] = node.Type,
            ["running"] = node.IsRunning,
            ["host_name"] = machine?.Identity?.HostName,
            ["agent"] = hasAgent,
            ["community"] = hasAgent ? state.AgentFaults.GetValueOrDefault(node.Id)?.Community ?? state.Options.Community : null,
            ["lldp"] = hasAgent && AgentMib.SpeaksLldp(node),
            ["console"] = node.ConsoleType,
            ["console_answers"] = answers,
            ["silent"] = isAwake && !hasAgent && !answers,
            ["interfaces"] = List(machine?.Stack?.Interfaces ?? [], own => Of(state, machine!.Stack!, own)),
            ["leases"] = List((machine?.Stack?.Pools ?? []).SelectMany(pool => pool.Leases).OrderBy(lease => lease.Key), lease => new JsonObject
            {
                ["address"] = Ipv4.Format(lease.Key),
                ["mac_address"] = lease.Value,
            }),
        };
    }

    private static JsonObject Of(LabState state, HostStack stack, NetInterface own) => new()
    {
        ["name"] = own.Name,
        ["adapter_number"] = own.Adapter,
        ["port_number"] = own.Port,
        ["mac_address"] = own.Mac,
        ["enabled"] = own.IsEnabled,
        ["address"] = own.Address is { } address ? $"{Ipv4.Format(address)}/{own.Prefix}" : null,
        ["hears"] = List(own.IsEnabled ? state.Machines.Network.Hears(stack, own) : [], end => new JsonObject
        {
            ["node_id"] = end.Stack.Node.Id,
            ["name"] = end.Stack.Node.Name,
            ["interface"] = end.Port.Name,
        }),
    };

    private static JsonArray Subnets(LabState state, LabProject project) => List(
        from node in project.Nodes.Values
        from own in state.Machines.StackOf(node)?.Interfaces ?? []
        where own is { IsEnabled: true, Address: not null }
        group node.Name by (Network: own.Address!.Value & Ipv4.Mask(own.Prefix), own.Prefix) into subnet
        orderby subnet.Key
        select subnet,
        subnet => new JsonObject
        {
            ["subnet"] = $"{Ipv4.Format(subnet.Key.Network)}/{subnet.Key.Prefix}",
            ["nodes"] = List(subnet.Distinct().Order(StringComparer.Ordinal), name => name),
        });

    /// <summary>An end as it is drawn, and where its cable leads in truth.</summary>
    private static JsonObject End(LabState state, LabLink link, int which)
    {
        var (own, drawn) = (link.Ends[which], link.Ends[1 - which]);
        var end = Port(own);
        end["leads_to"] = state.Wiring.FarOf(own, drawn) is { } far ? Port(far) : null;
        return end;
    }

    private static JsonObject Port(LinkEnd end) => new()
    {
        ["node_id"] = end.Node.Id,
        ["name"] = end.Node.Name,
        ["adapter_number"] = end.Adapter,
        ["port_number"] = end.Port,
        ["interface"] = end.Node.Port(end.Adapter, end.Port)?.Name,
    };

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode> describe) => new([.. items.Select(describe)]);
}
