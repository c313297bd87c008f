using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>Puts together what the sources say of VLANs, routes, routing protocols and neighbours. Pure: findings come with the most trusted first.</summary>
internal static class NetworkLogic
{
    /// <summary>
    /// A VLAN is what the equipment says of it; a file that is not loaded yet counts only where the equipment says nothing of it. Ports have the names of
    /// the interfaces they are.
    /// </summary>
    public static ImmutableArray<EquipmentVlan> Vlans(IReadOnlyList<SourceFindings> findings, ImmutableArray<EquipmentInterface> interfaces)
    {
        var names = interfaces.GroupBy(one => InterfaceNames.Key(one.Name), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Name, StringComparer.Ordinal);
        return [.. findings.SelectMany(one => one.Vlans).GroupBy(vlan => vlan.Id).OrderBy(group => group.Key).Select(group =>
        {
            var best = group.First();
            var said = group.Where(vlan => vlan.Source is FactSource.Console or FactSource.Snmp).ToList();
            if (said is [])
            {
                said = [.. group.Where(vlan => vlan.Source == best.Source)];
            }

            return best with
            {
                Name = group.Select(vlan => vlan.Name).FirstOrDefault(name => !string.IsNullOrEmpty(name)),
                Ports = Ports(said.SelectMany(vlan => vlan.Ports)),
                UntaggedPorts = Ports(said.SelectMany(vlan => vlan.UntaggedPorts)),
            };
        })];

        ImmutableArray<string> Ports(IEnumerable<string> ports) =>
            [.. ports.DistinctBy(InterfaceNames.Key, StringComparer.Ordinal).Select(port => names.GetValueOrDefault(InterfaceNames.Key(port), port)).Order(NaturalOrder.Instance)];
    }

    /// <summary>Each way once; what one source leaves out of it another may tell.</summary>
    public static ImmutableArray<EquipmentRoute> Routes(IReadOnlyList<SourceFindings> findings) =>
    [
        .. findings.SelectMany(one => one.Routes)
            .GroupBy(route => (route.Destination, route.NextHop, route.NextHop is null ? InterfaceNames.Key(route.Interface) : null))
            .Select(group => group.First() with
            {
                Interface = group.Select(route => route.Interface).FirstOrDefault(name => name is not null),
                Protocol = group.Select(route => route.Protocol).FirstOrDefault(name => name is not null),
                Metric = group.Select(route => route.Metric).FirstOrDefault(metric => metric is not null),
            }),
    ];

    /// <summary>Configurations know instances and networks, agents router ids: where there is one instance they mean the same.</summary>
    public static ImmutableArray<EquipmentRoutingProtocol> RoutingProtocols(IReadOnlyList<SourceFindings> findings) =>
    [
        .. findings.SelectMany(one => one.RoutingProtocols).GroupBy(one => one.Name, StringComparer.OrdinalIgnoreCase).SelectMany(group =>
        {
            var named = group.Where(one => one.Instance is not null).ToList();
            var instances = (named is [] ? [.. group] : named).GroupBy(one => one.Instance, StringComparer.Ordinal).ToList();
            return instances.Select(instance => instance.First() with
            {
                RouterId = (instances is [_] ? group : instance.AsEnumerable()).Select(one => one.RouterId).FirstOrDefault(id => id is not null),
                Networks = instance.Select(one => one.Networks).FirstOrDefault(networks => networks is not [], []),
                Neighbours = instance.Select(one => one.Neighbours).FirstOrDefault(neighbours => neighbours is not [], []),
            });
        }),
    ];

    /// <summary>Routers list their own addresses among those they know; they are no neighbours.</summary>
    public static ImmutableArray<EquipmentNeighbour> Neighbours(IReadOnlyList<SourceFindings> findings)
    {
        var own = findings.Where(one => one.Source is FactSource.Console or FactSource.Snmp)
            .SelectMany(one => one.Interfaces).SelectMany(one => one.Addresses).Select(text => AddressLogic.Read(text)?.Address).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. findings.SelectMany(one => one.Neighbours).Where(one => !own.Contains(one.Address)).DistinctBy(one => one.Address)];
    }

    /// <summary>The agent's figures, and of the console what the agent does not tell.</summary>
    public static EquipmentPerformance? Performance(IReadOnlyList<SourceFindings> findings)
    {
        var said = findings.Where(one => one.Performance is not null).OrderBy(one => ProfileLogic.Rank(SourceRanks.Inventory, one.Source)).Select(one => one.Performance!).ToList();
        if (said is not [var best, .. var others])
        {
            return null;
        }

        foreach (var other in others)
        {
            var (cpu, memory, up) = (best.CpuPercent is null, best.MemoryTotalBytes is null, best.Uptime is null);
            best = best with
            {
                CpuPercent = cpu ? other.CpuPercent : best.CpuPercent,
                CpuFrom = cpu ? other.CpuFrom : best.CpuFrom,
                MemoryPercent = memory ? other.MemoryPercent : best.MemoryPercent,
                MemoryTotalBytes = memory ? other.MemoryTotalBytes : best.MemoryTotalBytes,
                MemoryUsedBytes = memory ? other.MemoryUsedBytes : best.MemoryUsedBytes,
                MemoryFrom = memory ? other.MemoryFrom : best.MemoryFrom,
                Disks = best.Disks is [] ? other.Disks : best.Disks,
                Load1 = best.Load1 ?? other.Load1,
                Load5 = best.Load5 ?? other.Load5,
                Load15 = best.Load15 ?? other.Load15,
                Processes = best.Processes ?? other.Processes,
                Uptime = up ? other.Uptime : best.Uptime,
                UptimeFrom = up ? other.UptimeFrom : best.UptimeFrom,
            };
        }

        return best;
    }
}
