namespace Nms.Contracts.Equipment;

/// <summary>One TCP or UDP port that was asked.</summary>
/// <param name="Protocol">tcp or udp.</param>
/// <param name="Number">Port number.</param>
/// <param name="State">open, closed, filtered, unreachable; of UDP also silent: nobody answered, or nobody who takes the credentials.</param>
/// <param name="Service">The service that answers, by its banner; null when it said nothing.</param>
/// <param name="Banner">What it said first, made printable.</param>
public sealed record EquipmentPortResponse(
    string Protocol,
    int Number,
    string State,
    string? Service,
    string? Banner);
