namespace Nms.Access;

/// <summary>A session that begins with a sign-in.</summary>
/// <param name="SessionId">Its id.</param>
/// <param name="SecretHash">SHA-256 of the first refresh token's secret, in hexadecimal digits.</param>
/// <param name="CredentialStamp">The user's, at the sign-in.</param>
/// <param name="Lifetime">How long the session may last, however often it is refreshed.</param>
[GenerateSerializer, Immutable, Alias("Nms.Access.SessionStart")]
public sealed record SessionStart(
    [property: Id(0)] Guid SessionId,
    [property: Id(1)] string SecretHash,
    [property: Id(2)] int CredentialStamp,
    [property: Id(3)] TimeSpan Lifetime)
{
    /// <summary>Names the session only.</summary>
    public override string ToString() => $"start of session {SessionId}";
}
