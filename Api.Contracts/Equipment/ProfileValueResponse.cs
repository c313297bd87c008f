namespace Nms.Contracts.Equipment;

/// <summary>A value of a profile, with who said it, when and how sure it is, and what others said instead.</summary>
/// <param name="Value">The value that won.</param>
/// <param name="Source">Who said it.</param>
/// <param name="At">When it was said.</param>
/// <param name="Confidence">How sure it is.</param>
/// <param name="Rivals">What other sources said, when it was something else.</param>
/// <param name="Why">Why this one won; null when nobody said anything else.</param>
public sealed record ProfileValueResponse(
    string Value,
    FactSource Source,
    DateTimeOffset At,
    FactConfidence Confidence,
    IReadOnlyList<RivalValueResponse> Rivals,
    string? Why);
