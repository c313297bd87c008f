namespace Nms.Contracts.Access;

/// <summary>Shows a refresh token, to go on or to sign out.</summary>
/// <param name="RefreshToken">The latest one of the session.</param>
public sealed record RefreshRequest(string? RefreshToken = null)
{
    /// <summary>Never shows the token.</summary>
    public override string ToString() => nameof(RefreshRequest);
}
