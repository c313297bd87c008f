using System.Collections.Immutable;
using System.Globalization;

namespace Nms.Equipment;

/// <summary>
/// In which fields two profiles differ. What changes by itself is left out: counters, times, round trips, uptime, ARP tables, figures of
/// performance. Pure.
/// </summary>
internal static class ProfileDiff
{
    /// <summary>
    /// Every difference, by path. That a field is gone counts only when every section that was read before was read again: what could not
    /// be asked is not known to be gone.
    /// </summary>
    public static ImmutableArray<ProfileChange> Compare(EquipmentProfile before, EquipmentProfile after)
    {
        var (old, now) = (Flatten(before), Flatten(after));
        var knowsAll = before.Sections.Where(section => section.Outcome is SectionOutcome.Completed or SectionOutcome.Partial)
            .All(section => after.Sections.Any(other => other.Name == section.Name && other.Outcome is SectionOutcome.Completed or SectionOutcome.Absent));
        var changes = ImmutableArray.CreateBuilder<ProfileChange>();
        foreach (var (path, value) in now)
        {
            if (!old.TryGetValue(path, out var was))
            {
                changes.Add(new ProfileChange { Path = path, After = value });
            }
            else if (was != value)
            {
                changes.Add(new ProfileChange { Path = path, Before = was, After = value });
            }
        }

        if (knowsAll)
        {
            changes.AddRange(old.Where(field => !now.ContainsKey(field.Key)).Select(field => new ProfileChange { Path = field.Key, Before = field.Value }));
        }

        changes.Sort(static (one, other) => string.CompareOrdinal(one.Path, other.Path));
        return changes.DrainToImmutable();
    }

    private static Dictionary<string, string> Flatten(EquipmentProfile profile)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Add("name", profile.Name);
        Add("node_type", profile.NodeType);
        Add("host_name", profile.HostName?.Value);
        Add("vendor", profile.Vendor?.Value);
        Add("operating_system", profile.OperatingSystem?.Value);
        Add("software_version", profile.SoftwareVersion?.Value);
        Add("kernel", profile.Kernel?.Value);
        Add("model", profile.Model?.Value);
        Add("serial_number", profile.SerialNumber?.Value);
        Add("device_type", profile.DeviceType?.Value);
        Add("location", profile.Location?.Value);
        Add("contact", profile.Contact?.Value);
        foreach (var one in profile.Interfaces)
        {
            var path = $"interfaces[{one.Name}].";
            Add(path + "mac_address", one.MacAddress);
            Add(path + "admin_status", one.AdminStatus);
            Add(path + "oper_status", one.OperStatus);
            Add(path + "alias", one.Alias);
            Add(path + "mtu", one.Mtu?.ToString(CultureInfo.InvariantCulture));
            Add(path + "speed", one.SpeedBitsPerSecond?.ToString(CultureInfo.InvariantCulture));
            Add(path + "link_id", one.LinkId?.ToString());
        }

        foreach (var one in profile.Addresses)
        {
            Add($"addresses[{one.Address}].verdict", Word(one.Verdict));
            Add($"addresses[{one.Address}].interface", one.Interface);
            Add($"addresses[{one.Address}].prefix_length", one.PrefixLength?.ToString(CultureInfo.InvariantCulture));
        }

        foreach (var one in profile.Vlans)
        {
            Add($"vlans[{one.Id}].name", one.Name ?? "");
            Add($"vlans[{one.Id}].ports", string.Join(' ', one.Ports));
        }

        foreach (var one in profile.Routes)
        {
            Add($"routes[{one.Destination} via {one.NextHop ?? one.Interface ?? "nobody"}]", one.Protocol ?? "");
        }

        foreach (var one in profile.Adjacencies.Where(one => one.Protocol != "fdb"))
        {
            Add($"adjacencies[{one.Protocol} {one.LocalInterface} {one.RemoteName ?? one.RemoteAddress ?? one.RemoteChassis}].port", one.RemotePort ?? "");
            Add($"adjacencies[{one.Protocol} {one.LocalInterface} {one.RemoteName ?? one.RemoteAddress ?? one.RemoteChassis}].state", one.State);
        }

        foreach (var one in profile.Pools)
        {
            Add($"pools[{one.Name}].network", one.Network);
            Add($"pools[{one.Name}].gateways", string.Join(' ', one.Gateways));
            Add($"pools[{one.Name}].dns_servers", string.Join(' ', one.DnsServers));
        }

        foreach (var one in profile.RoutingProtocols)
        {
            Add($"routing_protocols[{one.Name} {one.Instance}].router_id", one.RouterId ?? "");
            Add($"routing_protocols[{one.Name} {one.Instance}].networks", string.Join(' ', one.Networks));
        }

        foreach (var one in profile.Services)
        {
            Add($"configured_services[{one.Name}]", one.IsOn ? "on" : "off");
        }

        if (profile.DnsServers is not [])
        {
            Add("dns_servers", string.Join(' ', profile.DnsServers));
        }

        foreach (var one in profile.Reachability)
        {
            foreach (var port in one.Ports.Where(port => port.State == "open"))
            {
                Add($"services[{one.Address}:{port.Number}/{port.Protocol}]", port.Service ?? "");
            }
        }

        foreach (var one in profile.Modules)
        {
            Add($"modules[{one.Name}].serial_number", one.SerialNumber);
            Add($"modules[{one.Name}].model", one.Model);
        }

        foreach (var one in profile.Files)
        {
            Add($"files[{one.Name}].version", one.Version.ToString(CultureInfo.InvariantCulture));
        }

        if (profile.Snmp is { } snmp)
        {
            Add("snmp.available", snmp.Available ? "true" : "false");
            Add("snmp.engine_id", snmp.EngineId);
        }

        return fields;

        void Add(string path, string? value)
        {
            if (value is not null)
            {
                fields.TryAdd(path, value);
            }
        }
    }

    public static string Word(AddressVerdict verdict) => verdict switch
    {
        AddressVerdict.Refuted => "refuted",
        AddressVerdict.Unproven => "unproven",
        AddressVerdict.Likely => "likely",
        AddressVerdict.Proven => "proven",
        _ => "unknown",
    };
}
