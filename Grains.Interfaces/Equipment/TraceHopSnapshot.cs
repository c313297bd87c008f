namespace Nms.Equipment;

/// <summary>One hop of a traced way.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.TraceHopSnapshot")]
public sealed record TraceHopSnapshot
{
    /// <summary>Its distance.</summary>
    [Id(0)] public int Hop { get; init; }

    /// <summary>Who answered; null when nobody did.</summary>
    [Id(1)] public string? Address { get; init; }

    /// <summary>Round trip.</summary>
    [Id(2)] public TimeSpan? Rtt { get; init; }
}
