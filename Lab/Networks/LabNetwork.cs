using System.Text.Json.Nodes;
using Nms.Lab.Links;
using Nms.Lab.Nodes;

namespace Nms.Lab.Networks;

/// <summary>
/// Where packets get, computed over the lab's links: a link passes nothing while it is suspended, a node nothing while
/// it is stopped, suspended or hung, and a switch only within a VLAN. Called under the lab's lock.
/// </summary>
internal sealed class LabNetwork(LabState state)
{
    private const int LongestPath = 64;

    // An echo of 64 octets behind headers of IP and Ethernet.
    private const int EchoOctets = 98;

    private static readonly TimeSpan ArpLife = TimeSpan.FromSeconds(120);

    private readonly Random _random = new(state.Options.Seed);

    /// <summary>Sends one echo request and waits for the answer, in no time at all.</summary>
    public PingResult Ping(HostStack from, uint target, int timeToLive = 64)
    {
        if (from.Owns(target)) return new PingResult(PingOutcome.Own, from.TimeToLive, TimeSpan.FromMilliseconds(0.001), target);
        var source = RouteTo(from, target)?.Out.Address;
        if (source is null) return new PingResult(PingOutcome.NoRoute);

        var there = Travel(from, target, timeToLive);
        if (there.End is null) return new PingResult(there.Outcome, From: there.Failed);
        var (hopsBack, delayBack) = (there.Hops, there.Delay);
        if (!there.End.IsOutside || there.End.Owns(target))
        {
            var back = Travel(there.End, source.Value, there.End.TimeToLive);
            if (back.End is null) return new PingResult(PingOutcome.Timeout);
            (hopsBack, delayBack) = (back.Hops, back.Delay);
        }

        if (_random.NextDouble() < there.Loss) return new PingResult(PingOutcome.Timeout);
        var own = 0.2 + (0.35 * (there.Hops + hopsBack)) + (_random.NextDouble() * 0.3);
        var startedWith = there.End.Owns(target) ? there.End.TimeToLive : 64;
        return new PingResult(
            PingOutcome.Reply, Math.Max(startedWith - hopsBack, 1), TimeSpan.FromMilliseconds(own) + there.Delay + delayBack, target);
    }

    /// <summary>The addresses of the routers between a node and a target, the target last; null where nobody answers.</summary>
    public IReadOnlyList<uint?> Trace(HostStack from, uint target, int longest)
    {
        var hops = new List<uint?>();
        for (var ttl = 1; ttl <= longest; ttl++)
        {
            var travelled = Travel(from, target, ttl);
            hops.Add(travelled.End is not null ? target : travelled.Expired);
            if (travelled.End is not null || hops.TakeLast(3).Count(hop => hop is null) == 3) break;
        }

        return hops;
    }

    /// <summary>Leases an address from a server on the same network: a NAT node or a router with a pool.</summary>
    public (uint Address, DhcpPool Pool, uint Server)? Lease(HostStack client, NetInterface own)
    {
        foreach (var (server, port) in Segment(client.Node, own.Adapter, own.Port))
        {
            if (server.Node == client.Node || port.Address is not { } address) continue;
            foreach (var pool in server.Pools.Where(pool => Ipv4.Contains(pool.Network, pool.Prefix, address)))
            {
                if (Free(pool, server, own.Mac) is not { } leased) continue;
                pool.Leases[leased] = own.Mac;
                return (leased, pool, address);
            }
        }

        return null;
    }

    /// <summary>The routing table of a node.</summary>
    public IReadOnlyList<RouteEntry> Table(HostStack stack)
    {
        var table = new List<RouteEntry>();
        foreach (var own in stack.Interfaces.Where(own => own is { IsEnabled: true, Address: not null }))
            table.Add(new RouteEntry('C', own.Address!.Value & Ipv4.Mask(own.Prefix), own.Prefix, own, null));
        foreach (var route in stack.Routes)
        {
            if (stack.Interfaces.FirstOrDefault(own => own.Covers(route.NextHop)) is { } way)
                table.Add(new RouteEntry('S', route.Network, route.Prefix, way, route.NextHop, 1));
        }

        if (stack.LearnsRoutes) Learn(stack, table);
        return table;
    }

    /// <summary>The nodes that a port's cable leads to, without switches in between.</summary>
    public IEnumerable<(LinkEnd Own, LinkEnd Other)> Cables(LabNode node)
        => node.Links.Where(link => !IsDead(link)).Select(link => link.Ends[0].Node == node ? (Own: link.Ends[0], Other: link.Ends[1]) : (Own: link.Ends[1], Other: link.Ends[0]))
            .Where(cable => state.Wiring.FarOf(cable.Own, cable.Other) == cable.Other)
            .Concat(state.Wiring.Of(node));

    /// <summary>The hardware address that answers for an address on a node's own networks, remembered from before or asked for now.</summary>
    public string? Neighbour(HostStack stack, NetInterface own, uint address)
    {
        foreach (var (other, port) in Segment(stack.Node, own.Adapter, own.Port))
        {
            if (other == stack || port.Address != address || !port.IsEnabled) continue;
            stack.Arp[address] = (port.Mac, state.Time.GetUtcNow() + ArpLife);
            return port.Mac;
        }

        return null;
    }

    /// <summary>
    /// The other machines whose interfaces hear what an interface tells its neighbours (LLDP): through a cable, and through the switches and hubs
    /// of GNS3, which forward every frame. A switch with an agent of its own keeps it (IEEE 802.1AB §7.1).
    /// </summary>
    public IEnumerable<(HostStack Stack, NetInterface Port)> Hears(HostStack stack, NetInterface own) =>
        own.IsVirtual ? [] : Segment(stack.Node, own.Adapter, own.Port, isLocal: true).Where(end => end.Stack != stack && end.Port.IsEnabled);

    /// <summary>The other machines whose frames come in at a port.</summary>
    public IEnumerable<(HostStack Stack, NetInterface Port)> Behind(HostStack stack, NetInterface own) =>
        Segment(stack.Node, own.Adapter, own.Port).Where(end => end.Stack != stack && end.Port.IsEnabled);

    private RouteEntry? RouteTo(HostStack stack, uint target)
        => Table(stack).Where(route => Ipv4.Contains(route.Network, route.Prefix, target))
            .OrderByDescending(route => route.Prefix).ThenBy(route => route.Distance).FirstOrDefault();

    private (HostStack? End, int Hops, TimeSpan Delay, double Loss, PingOutcome Outcome, uint? Expired, uint Failed) Travel(HostStack from, uint target, int timeToLive)
    {
        var (current, delay, loss) = (from, TimeSpan.Zero, 0.0);
        uint? entered = null;
        for (var hops = 0; hops < LongestPath; hops++)
        {
            if (current.Owns(target) || (hops > 0 && current.IsOutside && !Ipv4.IsPrivate(target)))
                return (current, Math.Max(hops - 1, 0), delay, loss, PingOutcome.Reply, null, 0);
            if (hops > 0 && !current.Forwards) return (null, hops, delay, loss, PingOutcome.Timeout, null, 0);
            if (hops >= timeToLive) return (null, hops, delay, loss, PingOutcome.Timeout, entered, 0);
            if (RouteTo(current, target) is not { } route)
                return (null, hops, delay, loss, hops == 0 ? PingOutcome.NoRoute : PingOutcome.Unroutable, null, AddressOf(current));

            var next = route.NextHop ?? target;
            if (FindOn(current, route.Out, next) is not { } found)
                return (null, hops, delay, loss, hops == 0 ? PingOutcome.NoNeighbour : PingOutcome.Timeout, null, next);
            if (hops == 0) from.Arp[next] = (found.Port.Mac, state.Time.GetUtcNow() + ArpLife);
            (route.Out.Sent, found.Port.Received) = (route.Out.Sent + EchoOctets, found.Port.Received + EchoOctets);
            entered = found.Port.Address;
            (current, delay, loss) = (found.Stack, delay + found.Delay, 1 - ((1 - loss) * (1 - found.Loss)));
        }

        return (null, LongestPath, delay, loss, PingOutcome.Timeout, null, 0);
    }

    private static uint AddressOf(HostStack stack) => stack.Interfaces.Select(own => own.Address).FirstOrDefault(address => address is not null) ?? 0;

    private (HostStack Stack, NetInterface Port, TimeSpan Delay, double Loss)? FindOn(HostStack stack, NetInterface own, uint address)
    {
        foreach (var end in Reach(stack.Node, own.Adapter, own.Port))
        {
            if (state.Machines.StackOf(end.Node) is not { } other || other == stack) continue;
            if (other.At(end.Adapter, end.Port) is { IsEnabled: true } port && port.Address == address) return (other, port, end.Delay, end.Loss);
        }

        return null;
    }

    private IEnumerable<(HostStack Stack, NetInterface Port)> Segment(LabNode node, int adapter, int port, bool isLocal = false)
    {
        foreach (var end in Reach(node, adapter, port, isLocal))
        {
            if (state.Machines.StackOf(end.Node) is { } stack && stack.At(end.Adapter, end.Port) is { } own) yield return (stack, own);
        }
    }

    /// <summary>Every port that a frame sent out of a port gets to, through switches and hubs.</summary>
    private IEnumerable<(LabNode Node, int Adapter, int Port, TimeSpan Delay, double Loss)> Reach(LabNode node, int adapter, int port, bool isLocal = false)
    {
        var seen = new HashSet<(string, int, int, int)>();
        var ways = new Queue<(LabNode Node, int Adapter, int Port, int Vlan, TimeSpan Delay, double Loss)>();
        if (adapter == NetInterface.NoAdapter)
        {
            foreach (var own in Ports(node)) ways.Enqueue((node, own.Adapter, own.Port, 0, TimeSpan.Zero, 0));
        }
        else
        {
            ways.Enqueue((node, adapter, port, 0, TimeSpan.Zero, 0));
        }

        while (ways.TryDequeue(out var way))
        {
            if (Passing(way.Node, way.Adapter, way.Port) is not { } hop) continue;
            var (other, delay, loss) = (hop.End, way.Delay + hop.Delay, 1 - ((1 - way.Loss) * (1 - hop.Loss)));
            if (!seen.Add((other.Node.Id, other.Adapter, other.Port, way.Vlan))) continue;
            if (!isLocal && state.Machines.StackOf(other.Node) is { Switches: true } managed)
            {
                if (managed.At(other.Adapter, other.Port) is not { IsEnabled: true }) continue;
                if (other.Node != node) yield return (other.Node, NetInterface.NoAdapter, 1, delay, loss);
                foreach (var own in Ports(other.Node).Where(own => own.Adapter != other.Adapter || own.Port != other.Port))
                    ways.Enqueue((other.Node, own.Adapter, own.Port, way.Vlan, delay, loss));
                continue;
            }

            if (other.Node.Type is not ("ethernet_switch" or "ethernet_hub"))
            {
                yield return (other.Node, other.Adapter, other.Port, delay, loss);
                continue;
            }

            foreach (var (outPort, vlan) in Forwarded(other, way.Vlan)) ways.Enqueue((other.Node, 0, outPort, vlan, delay, loss));
        }
    }

    /// <summary>The ports through which a switch with an agent of its own passes frames on.</summary>
    private IEnumerable<NetInterface> Ports(LabNode node) =>
        state.Machines.StackOf(node)?.Interfaces.Where(own => own is { IsEnabled: true, IsVirtual: false }) ?? [];

    /// <summary>The ports through which a switch passes a frame on, and the VLAN tag with which it leaves.</summary>
    private static IEnumerable<(int Port, int Vlan)> Forwarded(LinkEnd entry, int tag)
    {
        var ports = entry.Node.Properties["ports_mapping"] as JsonArray ?? [];
        var (type, vlan) = Settings(ports, entry.Port);
        var inside = entry.Node.Type == "ethernet_hub" ? 0 : type == "dot1q" && tag != 0 ? tag : vlan;
        for (var port = 0; port < ports.Count; port++)
        {
            if (port == entry.Port) continue;
            if (entry.Node.Type == "ethernet_hub")
            {
                yield return (port, tag);
                continue;
            }

            var (outType, outVlan) = Settings(ports, port);
            if (outType == "dot1q") yield return (port, outVlan == inside ? 0 : inside);
            else if (outVlan == inside) yield return (port, 0);
        }
    }

    private static (string Type, int Vlan) Settings(JsonArray ports, int port)
        => port < ports.Count && ports[port] is JsonObject settings
            ? (settings["type"]?.GetValue<string>() ?? "access", settings["vlan"]?.GetValue<int>() ?? 1)
            : ("access", 1);

    private (LinkEnd End, TimeSpan Delay, double Loss)? Passing(LabNode node, int adapter, int port)
    {
        if (state.Wiring.TryFind(node, adapter, port, out var plugged))
            return plugged is not null && IsAlive(node) && IsAlive(plugged.Node) ? (plugged, TimeSpan.Zero, 0) : null;

        foreach (var link in node.Links)
        {
            var near = link.Ends.FindIndex(end => end.Node == node && end.Adapter == adapter && end.Port == port);
            if (near < 0) continue;
            var far = link.Ends[1 - near];
            if (IsDead(link) || !IsAlive(node) || !IsAlive(far.Node) || state.Wiring.FarOf(link.Ends[near], far) is null) return null;
            return (far, DelayOf(link), LossOf(link));
        }

        return null;
    }

    private bool IsAlive(LabNode node) => node.Status == NodeStatus.Started && !state.Faults.IsFrozen(node.Id);

    private static bool IsDead(LabLink link) => link.IsSuspended || First(link, "frequency_drop") == -1 || First(link, "packet_loss") == 100;

    private static TimeSpan DelayOf(LabLink link) => TimeSpan.FromMilliseconds(Math.Max(First(link, "delay") ?? 0, 0));

    private static double LossOf(LabLink link) => (First(link, "packet_loss") ?? 0) / 100.0;

    private static long? First(LabLink link, string filter)
        => link.Filters[filter] is JsonArray { Count: > 0 } values && values[0] is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    /// <summary>Adds what the other routers announce: their networks, over the fewest hops.</summary>
    private void Learn(HostStack stack, List<RouteEntry> table)
    {
        var known = table.Select(route => (route.Network, route.Prefix)).ToHashSet();
        var seen = new HashSet<HostStack> { stack };
        var routers = new Queue<(HostStack Router, NetInterface Out, uint NextHop, int Distance)>();
        foreach (var (own, router, address) in Adjacent(stack)) routers.Enqueue((router, own, address, 1));
        while (routers.TryDequeue(out var next))
        {
            if (!seen.Add(next.Router)) continue;
            foreach (var own in next.Router.Interfaces.Where(own => own is { IsEnabled: true, Address: not null }))
            {
                var network = own.Address!.Value & Ipv4.Mask(own.Prefix);
                if (known.Add((network, own.Prefix))) table.Add(new RouteEntry('O', network, own.Prefix, next.Out, next.NextHop, 110 + next.Distance));
            }

            if (next.Router is { AnnouncesDefault: true, DefaultGateway: not null } && known.Add((0, 0)))
                table.Add(new RouteEntry('O', 0, 0, next.Out, next.NextHop, 110 + next.Distance));
            foreach (var (_, router, _) in Adjacent(next.Router)) routers.Enqueue((router, next.Out, next.NextHop, next.Distance + 1));
        }
    }

    /// <summary>The routers that a router exchanges routes with.</summary>
    public IEnumerable<(NetInterface Own, HostStack Router, uint Address)> Adjacent(HostStack stack)
    {
        foreach (var own in stack.Interfaces.Where(own => own is { IsEnabled: true, Address: not null }))
        {
            foreach (var (other, port) in Segment(stack.Node, own.Adapter, own.Port))
            {
                if (other != stack && other.LearnsRoutes && port is { IsEnabled: true, Address: { } address } && own.Covers(address)) yield return (own, other, address);
            }
        }
    }

    private static uint? Free(DhcpPool pool, HostStack server, string mac)
    {
        foreach (var (address, holder) in pool.Leases)
        {
            if (holder == mac) return address;
        }

        var network = pool.Network & Ipv4.Mask(pool.Prefix);
        var last = network | ~Ipv4.Mask(pool.Prefix);
        for (var address = Math.Min(network + 100, last - 1); address < last; address++)
        {
            if (!pool.Leases.ContainsKey(address) && !server.Owns(address) && address != pool.Router) return address;
        }

        return null;
    }
}
