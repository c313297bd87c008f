namespace Nms.Contracts.Equipment;

/// <summary>One hop of a traced way.</summary>
/// <param name="Hop">Its distance.</param>
/// <param name="Address">Who answered; null when nobody did.</param>
/// <param name="RttMs">Round trip.</param>
public sealed record TraceHopResponse(
    int Hop,
    string? Address,
    double? RttMs);
