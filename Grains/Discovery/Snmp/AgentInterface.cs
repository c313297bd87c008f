namespace Nms.Discovery.Snmp;

/// <summary>A row of ifTable and ifXTable.</summary>
internal sealed record AgentInterface
{
    public required int Index { get; init; }

    /// <summary>ifName, else ifDescr, else if and its index.</summary>
    public required string Name { get; init; }

    public string? Description { get; init; }

    public string? Alias { get; init; }

    /// <summary>IANAifType.</summary>
    public int? Type { get; init; }

    public int? Mtu { get; init; }

    /// <summary>ifHighSpeed where ifSpeed is too small a number for it.</summary>
    public long? SpeedBitsPerSecond { get; init; }

    /// <summary>Lower-case with colons.</summary>
    public string? MacAddress { get; init; }

    /// <summary>up, down or testing.</summary>
    public string? AdminStatus { get; init; }

    /// <summary>up, down, testing, unknown, dormant, notPresent or lowerLayerDown.</summary>
    public string? OperStatus { get; init; }

    /// <summary>sysUpTime when its state changed last.</summary>
    public TimeSpan? LastChange { get; init; }

    public ulong? InOctets { get; init; }

    public ulong? OutOctets { get; init; }

    /// <summary>The octets are counted in 64 bits; counters of 32 bits wrap.</summary>
    public bool HasWideCounters { get; init; }

    public ulong? InErrors { get; init; }

    public ulong? OutErrors { get; init; }

    public ulong? InDiscards { get; init; }

    public ulong? OutDiscards { get; init; }
}
