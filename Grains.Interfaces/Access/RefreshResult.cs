namespace Nms.Access;

/// <summary>The answer to a refresh token.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="CredentialStamp">The user's stamp when the session began.</param>
/// <param name="ExpiresAt">When the session ends at the latest.</param>
[GenerateSerializer, Immutable, Alias("Nms.Access.RefreshResult")]
public sealed record RefreshResult(
    [property: Id(0)] RefreshOutcome Outcome,
    [property: Id(1)] int CredentialStamp,
    [property: Id(2)] DateTimeOffset ExpiresAt);
