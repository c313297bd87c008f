namespace Nms.Contracts.Equipment;

/// <summary>Counters of an interface at one instant; null where the agent has none.</summary>
/// <param name="At">When they were read.</param>
/// <param name="InOctets">Octets received.</param>
/// <param name="OutOctets">Octets sent.</param>
/// <param name="InErrors">Packets received with errors.</param>
/// <param name="OutErrors">Packets that errors kept from being sent.</param>
/// <param name="InDiscards">Packets received and discarded.</param>
/// <param name="OutDiscards">Packets discarded instead of sent.</param>
public sealed record InterfaceCountersResponse(
    DateTimeOffset At,
    long? InOctets,
    long? OutOctets,
    long? InErrors,
    long? OutErrors,
    long? InDiscards,
    long? OutDiscards);
