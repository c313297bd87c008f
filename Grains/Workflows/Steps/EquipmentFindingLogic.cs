using Nms.Equipment;

namespace Nms.Workflows.Steps;

/// <summary>Which weaknesses a profile shows. Pure.</summary>
internal static class EquipmentFindingLogic
{
    /// <summary>Ports whose services send passwords in clear text, as IANA names them.</summary>
    private static readonly Dictionary<int, string> s_cleartext = new() { [21] = "ftp", [23] = "telnet", [80] = "http", [512] = "exec", [513] = "login", [514] = "shell" };

    public static IEnumerable<EquipmentFinding> Judge(EquipmentProfile profile)
    {
        foreach (var (address, port) in profile.Reachability.SelectMany(one => one.Ports.Where(port => port is { Protocol: "tcp", State: "open" }).Select(port => (one.Address, port))))
        {
            if (s_cleartext.TryGetValue(port.Number, out var service))
            {
                yield return Found("cleartext_service", service is "http" ? "medium" : "high", $"{service} answers at {address} port {port.Number}");
            }
        }

        foreach (var service in profile.Services.Where(service => service.IsOn && service.Name is "telnet" or "ftp" or "http"))
        {
            yield return Found("cleartext_service", service.Name is "http" ? "medium" : "high", $"its configuration switches {service.Name} on");
        }

        if (profile.Snmp is { Available: true, Version: { } version } && !version.Contains('3', StringComparison.Ordinal))
        {
            yield return Found("snmp_without_privacy", "medium", $"its agent answers SNMP version {version}, whose communities are sent in clear text");
        }

        EquipmentFinding Found(string finding, string severity, string evidence) => new(profile.EquipmentId, profile.Name, finding, severity, evidence);
    }
}
