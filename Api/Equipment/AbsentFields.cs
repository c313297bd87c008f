using Nms.Contracts.Equipment;
using Nms.Equipment;
using SectionOutcome = Nms.Equipment.SectionOutcome;

namespace Nms.Api.Equipment;

/// <summary>Says of each field of a profile that is empty why it is: what each source that could tell said. Pure.</summary>
internal static class AbsentFields
{
    private const string Snmp = "snmp";
    private const string Console = "console";
    private const string Configuration = "configuration";

    public static IReadOnlyList<AbsentFieldResponse> Of(EquipmentProfile profile) =>
        [.. All(profile).Where(field => field.IsEmpty).Select(field => new AbsentFieldResponse(field.Name, Reason(profile, field)))];

    private static IEnumerable<Field> All(EquipmentProfile profile) =>
    [
        new("host_name", profile.HostName is null, "system", Console, Configuration),
        new("vendor", profile.Vendor is null, "system", Console),
        new("operating_system", profile.OperatingSystem is null, "system", Console),
        new("software_version", profile.SoftwareVersion is null, "system", Console),
        new("model", profile.Model is null, "modules", Console),
        new("serial_number", profile.SerialNumber is null, "modules", Console),
        new("location", profile.Location is null, "system"),
        new("contact", profile.Contact is null, "system"),
        new("mac_addresses", profile.Interfaces.All(one => one.MacAddress is null), "interfaces", Console, Configuration),
        new("addresses", profile.Addresses is [], "addresses", Console, Configuration),
        new("vlans", profile.Vlans is [], "vlans", Console, Configuration),
        new("routes", profile.Routes is [], "routes", Console, Configuration),
        new("routing_protocols", profile.RoutingProtocols is [], "ospf", Console, Configuration),
        new("neighbours", profile.Neighbours is [], "neighbours", Console),
        new("adjacencies", profile.Adjacencies is [], "lldp"),
        new("interfaces.counters", profile.Interfaces.All(one => one.Counters is null), "interfaces", Console),
        new("performance.cpu_percent", profile.Performance?.CpuPercent is null, "performance", Console),
        new("performance.memory_percent", profile.Performance?.MemoryPercent is null, "performance", Console),
        new("performance.load", profile.Performance?.Load1 is null, "performance", Console),
        new("performance.processes", profile.Performance?.Processes is null, "performance", Console),
        new("performance.uptime_seconds", profile.Performance?.Uptime is null, "performance", Console),
        new("performance.disks", profile.Performance is null or { Disks: [] }, "storage"),
        new("modules", profile.Modules is [], "modules"),
        new("sensors", profile.Sensors is [], "sensors"),
        new("leases", profile.Leases is [], "leases", Console, Configuration),
        new("pools", profile.Pools is [], null, Console, Configuration),
        new("dns_servers", profile.DnsServers is [], null, Console, Configuration),
        new("files.startup", !profile.Files.Any(file => file.Source == Nms.Equipment.FactSource.Configuration), null, Configuration),
        new("files.running-config", !profile.Files.Any(file => file.Source == Nms.Equipment.FactSource.Console), null, Console),
        new("reachability", profile.Reachability is [], null, "reachability"),
        new("reachability.ping", profile.Reachability is not [] && profile.Reachability.All(one => one.PingSuccess is null), null) { Said = profile.Reachability.Select(one => one.NotPinged) },
        new("reachability.trace", profile.Reachability is not [] && profile.Reachability.All(one => one.Trace is []), null) { Said = profile.Reachability.Select(one => one.NotTraced) },
    ];

    private static string Reason(EquipmentProfile profile, Field field)
    {
        string[] reasons =
        [
            .. field.Said.OfType<string>().Distinct(),
            .. field.Part is { } part ? [OfAgent(profile, part)] : Array.Empty<string>(),
            .. field.Sections.Select(name => OfSection(profile, name)),
        ];
        return reasons is [] ? "No source tells." : string.Join(' ', reasons.Distinct());
    }

    private static string OfAgent(EquipmentProfile profile, string name)
    {
        var part = profile.Snmp?.Parts.FirstOrDefault(one => one.Name == name);
        return part switch
        {
            { Outcome: SectionOutcome.Completed, Reason: null } => $"SNMP ({name}): the agent does not tell.",
            { Reason: { } reason } => $"SNMP ({name}): {reason}",
            _ => OfSection(profile, Snmp),
        };
    }

    private static string OfSection(EquipmentProfile profile, string name)
    {
        var section = profile.Sections.FirstOrDefault(one => one.Name == name);
        var label = name switch { Snmp => "SNMP", Console => "Console", Configuration => "Configuration files", _ => "Reachability" };
        return section switch
        {
            null => $"{label}: not asked.",
            { Outcome: SectionOutcome.Completed } => name switch
            {
                Snmp => "SNMP: the agent does not tell.",
                Console => $"Console: {profile.Console?.Dialect ?? "the equipment"} does not tell.",
                Configuration => "Configuration files: they do not say.",
                _ => $"{label}: there is nothing.",
            },
            { Reason: { } reason } => $"{label}: {reason}",
            _ => $"{label}: {section.Outcome.ToString().ToLowerInvariant()}.",
        };
    }

    private sealed record Field(string Name, bool IsEmpty, string? Part, params string[] Sections)
    {
        /// <summary>What was said of the field itself.</summary>
        public IEnumerable<string?> Said { get; init; } = [];
    }
}
