using System.Collections.Immutable;

namespace Nms.Discovery.Reach.Probing;

/// <summary>Which TCP ports are tried on which kind of equipment. SNMP's 161 is UDP and asked with SNMP. Pure.</summary>
internal static class PortSets
{
    public const string Router = "router";
    public const string Switch = "switch";
    public const string Server = "server";
    public const string Pc = "pc";
    public const string Other = "other";

    private static readonly ImmutableDictionary<string, ImmutableArray<int>> s_defaults = new Dictionary<string, ImmutableArray<int>>
    {
        [Router] = [22, 23, 80, 443],
        [Switch] = [22, 23, 80, 443],
        [Server] = [22, 25, 53, 80, 110, 143, 443, 993, 995],
        [Pc] = [22, 80],
        [Other] = [22, 23, 80, 443, 8080],
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public static ImmutableHashSet<string> Kinds { get; } = [.. s_defaults.Keys];

    /// <summary>Ports by which a sweep finds hosts that do not echo.</summary>
    public static ImmutableArray<int> Sweep { get; } = [22, 23, 80, 443];

    /// <summary>The kind of equipment that a node is, by its type in GNS3 and what is known of its purpose.</summary>
    public static string KindOf(string? nodeType, string? purpose) => purpose switch
    {
        not null when Kinds.Contains(purpose) => purpose,
        _ => nodeType switch
        {
            "vpcs" or "traceng" => Pc,
            "dynamips" or "iou" => Router,
            "ethernet_switch" or "atm_switch" or "frame_relay_switch" => Switch,
            _ => Other,
        },
    };

    /// <summary>The ports of a kind: those of the settings where they name any.</summary>
    public static ImmutableArray<int> Of(string kind, HostProbeOptions options) =>
        options.Ports.TryGetValue(kind, out var ports) && ports.Length > 0 ? [.. ports.Distinct()] : s_defaults.GetValueOrDefault(kind, s_defaults[Other]);
}
