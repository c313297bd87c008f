namespace Nms.Contracts.Equipment;

/// <summary>What another source said.</summary>
/// <param name="Value">The value.</param>
/// <param name="Source">Who said it.</param>
/// <param name="At">When it was said.</param>
public sealed record RivalValueResponse(
    string Value,
    FactSource Source,
    DateTimeOffset At);
