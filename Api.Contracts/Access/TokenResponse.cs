namespace Nms.Contracts.Access;

/// <summary>What a sign-in gives.</summary>
/// <param name="AccessToken">JWT for "Authorization: Bearer …".</param>
/// <param name="TokenType">Always "Bearer".</param>
/// <param name="ExpiresIn">Seconds until the access token expires.</param>
/// <param name="RefreshToken">Gives the next access token, once; the answer to that holds the next refresh token.</param>
/// <param name="SessionExpiresAt">When the session ends however often it is refreshed.</param>
public sealed record TokenResponse(string AccessToken, string TokenType, int ExpiresIn, string RefreshToken, DateTimeOffset SessionExpiresAt)
{
    /// <summary>Never shows the tokens.</summary>
    public override string ToString() => nameof(TokenResponse);
}
