namespace Nms.Contracts.Equipment;

/// <summary>What came of asking one address.</summary>
/// <param name="Address">The address.</param>
/// <param name="PingSuccess">Whether it answered echo requests; null when none was sent.</param>
/// <param name="Sent">Echo requests sent.</param>
/// <param name="Received">Echo replies.</param>
/// <param name="MinRttMs">Shortest round trip.</param>
/// <param name="AverageRttMs">Mean round trip.</param>
/// <param name="MaxRttMs">Longest round trip.</param>
/// <param name="NotPinged">Why no echo request was sent.</param>
/// <param name="Ports">The ports that were asked.</param>
/// <param name="Trace">The way to it; empty when it was not traced.</param>
/// <param name="At">When.</param>
/// <param name="Error">What went wrong.</param>
/// <param name="NotTraced">Why the way to it was not traced.</param>
public sealed record EquipmentReachabilityResponse(
    string Address,
    bool? PingSuccess,
    int Sent,
    int Received,
    double? MinRttMs,
    double? AverageRttMs,
    double? MaxRttMs,
    string? NotPinged,
    IReadOnlyList<EquipmentPortResponse> Ports,
    IReadOnlyList<TraceHopResponse> Trace,
    DateTimeOffset At,
    string? Error,
    string? NotTraced);
