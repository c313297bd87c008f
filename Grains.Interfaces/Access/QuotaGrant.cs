namespace Nms.Access;

/// <summary>What a silo got out of a quota.</summary>
/// <param name="Granted">Permits that are the silo's now; 0 when there is none.</param>
/// <param name="Remaining">Permits that are left for everybody.</param>
/// <param name="RetryAfter">When the next permit comes, when none was granted.</param>
[GenerateSerializer, Immutable, Alias("Nms.Access.QuotaGrant")]
public readonly record struct QuotaGrant(
    [property: Id(0)] int Granted,
    [property: Id(1)] int Remaining,
    [property: Id(2)] TimeSpan RetryAfter);
