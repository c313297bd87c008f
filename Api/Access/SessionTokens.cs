using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nms.Access;
using Nms.Contracts.Access;

namespace Nms.Api.Access;

/// <summary>Begins, continues and ends sessions.</summary>
internal sealed partial class SessionTokens(
    IGrainFactory grains, AccessTokens tokens, AccessView view, IOptions<AccessOptions> options, TimeProvider time, ILogger<SessionTokens> logger)
{
    public async Task<TokenResponse> BeginAsync(UserSnapshot user, CancellationToken cancellationToken)
    {
        var refresh = new RefreshTokenText(user.Id, Guid.CreateVersion7(time.GetUtcNow()), Secrets.New());
        var endsAt = await grains.Sessions(user.Id).StartAsync(
            new SessionStart(refresh.SessionId, Secrets.Hash(refresh.Secret), user.CredentialStamp, options.Value.SessionLifetime), cancellationToken);
        return Answer(user, refresh, endsAt);
    }

    /// <exception cref="UnauthenticatedException">The session is over, by its age, by a sign-out, or because its token came twice.</exception>
    public async Task<TokenResponse> ContinueAsync(string text, CancellationToken cancellationToken)
    {
        if (RefreshTokenText.Parse(text) is not { } shown)
        {
            throw Refused();
        }

        // The directory itself is asked, not the copy: a session must not outlive its user by a second.
        if (await grains.AccessDirectory().GetCredentialAsync(shown.UserId, cancellationToken) is not { } credential)
        {
            throw Refused();
        }

        var user = credential.User;
        var next = shown with { Secret = Secrets.New() };
        var result = await grains.Sessions(user.Id).RefreshAsync(
            shown.SessionId, Secrets.Hash(shown.Secret), Secrets.Hash(next.Secret), cancellationToken);
        if (result.Outcome == RefreshOutcome.Rotated && user.Enabled && result.CredentialStamp == user.CredentialStamp)
        {
            return Answer(user, next, result.ExpiresAt);
        }

        if (result.Outcome == RefreshOutcome.Reused)
        {
            LogReused(user.Name, shown.SessionId);
            await EndAccessTokensAsync(shown.SessionId, cancellationToken);
        }
        else if (result.Outcome == RefreshOutcome.Rotated)
        {
            await grains.Sessions(user.Id).EndAsync(shown.SessionId, cancellationToken);
        }

        throw Refused();
    }

    /// <summary>Ends a session and its access tokens. Who knows the ids of a session may end it. Idempotent.</summary>
    public async Task EndAsync(Guid userId, Guid sessionId, CancellationToken cancellationToken)
    {
        var copy = await view.GetAsync(cancellationToken);
        if (copy.Users.ContainsKey(userId) && await grains.Sessions(userId).EndAsync(sessionId, cancellationToken))
        {
            await EndAccessTokensAsync(sessionId, cancellationToken);
        }
    }

    private async Task EndAccessTokensAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        await grains.TokenRegistry().EndSessionAsync(sessionId, time.GetUtcNow() + tokens.Lifetime + AccessTokens.Skew, cancellationToken);
        await view.RefreshAsync(cancellationToken);
    }

    private TokenResponse Answer(UserSnapshot user, RefreshTokenText refresh, DateTimeOffset endsAt) => new(
        tokens.Create(user, refresh.SessionId, endsAt), "Bearer", (int)tokens.Lifetime.TotalSeconds, refresh.Reveal(), endsAt);

    private static UnauthenticatedException Refused() => new("session_over", "The session is over; sign in again.");

    [LoggerMessage(9524, LogLevel.Warning, "A refresh token of {User} came a second time, so somebody else may have it: session {Session} is over")]
    private partial void LogReused(string user, Guid session);
}
