namespace Nms.Access;

/// <summary>Whether a request may go on, and how much is left.</summary>
/// <param name="Allowed">Whether it may.</param>
/// <param name="Remaining">Permits left, as far as this silo knows.</param>
/// <param name="RetryAfter">When to come again, when it may not.</param>
public readonly record struct QuotaAnswer(bool Allowed, int Remaining, TimeSpan RetryAfter);
