namespace Nms.Equipment;

/// <summary>Counters of an interface at one instant; null where the agent has none.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.InterfaceCounters")]
public sealed record InterfaceCounters
{
    /// <summary>When they were read.</summary>
    [Id(0)] public DateTimeOffset At { get; init; }

    /// <summary>Octets received.</summary>
    [Id(1)] public long? InOctets { get; init; }

    /// <summary>Octets sent.</summary>
    [Id(2)] public long? OutOctets { get; init; }

    /// <summary>Packets received with errors.</summary>
    [Id(3)] public long? InErrors { get; init; }

    /// <summary>Packets that errors kept from being sent.</summary>
    [Id(4)] public long? OutErrors { get; init; }

    /// <summary>Packets received and discarded.</summary>
    [Id(5)] public long? InDiscards { get; init; }

    /// <summary>Packets discarded instead of sent.</summary>
    [Id(6)] public long? OutDiscards { get; init; }
}
