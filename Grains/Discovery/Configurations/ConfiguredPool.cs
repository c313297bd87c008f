using System.Collections.Immutable;

namespace Nms.Discovery.Configurations;

/// <summary>A range of addresses that equipment leases.</summary>
internal sealed record ConfiguredPool(string Name)
{
    /// <summary>The network, such as 10.0.0.0/24, or a range as it is written.</summary>
    public string? Network { get; init; }

    public ImmutableArray<string> Gateways { get; init; } = [];

    public ImmutableArray<string> DnsServers { get; init; } = [];

    public int Line { get; init; }
}
