namespace Nms.Contracts.Equipment;

/// <summary>One source that told of a thing.</summary>
/// <param name="Source">Who said it.</param>
/// <param name="At">When it was said.</param>
/// <param name="Confidence">How sure it is.</param>
/// <param name="Detail">Where in the source: a file, a table, a command; null when there is nothing to add.</param>
public sealed record SightingResponse(
    FactSource Source,
    DateTimeOffset At,
    FactConfidence Confidence,
    string? Detail);
