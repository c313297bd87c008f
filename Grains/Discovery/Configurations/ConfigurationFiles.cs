using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Nms.Discovery.Configurations;

/// <summary>Knows where the node types of GNS3 keep configurations, the most telling first. Pure.</summary>
internal static class ConfigurationFiles
{
    // Volumes are directories of the container, and a file may be one.
    private static readonly ConfigurationFile[] s_ofContainers =
    [
        new("etc/netplan/00-installer-config.yaml", ConfigurationKinds.Netplan),
        new("etc/netplan/01-netcfg.yaml", ConfigurationKinds.Netplan),
        new("etc/netplan/50-cloud-init.yaml", ConfigurationKinds.Netplan),
        new("etc/systemd/network/10-eth0.network", ConfigurationKinds.Networkd),
        new("etc/frr/frr.conf", ConfigurationKinds.Vtysh),
        new("config/config.boot", ConfigurationKinds.Vyos),
        new("opt/vyatta/etc/config/config.boot", ConfigurationKinds.Vyos),
        new("mnt/flash/startup-config", ConfigurationKinds.Eos),
        new("etc/snmp/snmpd.conf", ConfigurationKinds.Snmpd),
        new("etc/dnsmasq.conf", ConfigurationKinds.Dnsmasq),
        new("etc/dhcp/dhcpd.conf", ConfigurationKinds.Dhcpd),
        new("etc/kea/kea-dhcp4.conf", ConfigurationKinds.Kea),
        new("var/lib/misc/dnsmasq.leases", ConfigurationKinds.DnsmasqLeases),
        new("var/lib/dhcp/dhcpd.leases", ConfigurationKinds.DhcpdLeases),
        new("var/lib/kea/kea-leases4.csv", ConfigurationKinds.KeaLeases),
    ];

    /// <summary>The files of a node; empty where none can be read through GNS3.</summary>
    /// <param name="nodeType">GNS3's node type.</param>
    /// <param name="propertiesJson">GNS3's properties of the node; null when it gave none.</param>
    public static ImmutableArray<ConfigurationFile> Of(string nodeType, string? propertiesJson)
    {
        using var properties = propertiesJson is null ? null : JsonDocument.Parse(propertiesJson);
        return nodeType switch
        {
            "vpcs" => [new("startup.vpc", ConfigurationKinds.Vpcs)],

            // Written below configs/, with the number that dynamips gives the router in front (gns3server, dynamips/nodes/router.py).
            "dynamips" when Number(properties, "dynamips_id") is { } id =>
            [
                new(string.Create(CultureInfo.InvariantCulture, $"configs/i{id}_startup-config.cfg"), ConfigurationKinds.Ios),
                new(string.Create(CultureInfo.InvariantCulture, $"configs/i{id}_private-config.cfg"), ConfigurationKinds.Ios),
            ],
            "iou" => [new("startup-config.cfg", ConfigurationKinds.Ios), new("private-config.cfg", ConfigurationKinds.Ios)],

            // Only what GNS3 keeps outside of the image: its own network directory, and the volumes that were asked for.
            "docker" =>
            [
                new("etc/network/interfaces", ConfigurationKinds.IfUpDown),
                .. Kept(Volumes(properties)),
            ],
            _ => [],
        };
    }

    /// <summary>Whether GNS3 keeps a file of a node outside of its image, so that it can be read.</summary>
    public static bool IsKept(string path, string nodeType, string? propertiesJson)
    {
        if (nodeType != "docker" || propertiesJson is null || path.Split('/').Contains(".."))
        {
            return false;
        }

        using var properties = JsonDocument.Parse(propertiesJson);
        return IsBelow(path, Volumes(properties));
    }

    private static IEnumerable<ConfigurationFile> Kept(List<string> volumes) => s_ofContainers.Where(file => IsBelow(file.Path, volumes));

    private static bool IsBelow(string path, List<string> volumes) =>
        volumes.Exists(volume => path == volume || path.StartsWith(volume + "/", StringComparison.Ordinal));

    private static int? Number(JsonDocument? properties, string name) =>
        properties?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : null;

    private static List<string> Volumes(JsonDocument? properties) =>
        properties?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("extra_volumes", out var volumes) && volumes.ValueKind == JsonValueKind.Array
            ? [.. volumes.EnumerateArray().Where(volume => volume.ValueKind == JsonValueKind.String).Select(volume => volume.GetString()!.Trim('/'))]
            : [];
}
