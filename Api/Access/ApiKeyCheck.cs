using Nms.Access;

namespace Nms.Api.Access;

/// <summary>Checks an API key against this silo's copy.</summary>
internal sealed class ApiKeyCheck(AccessView view, KeyUses uses, TimeProvider time)
{
    /// <exception cref="UnauthenticatedException">It is unknown, revoked or expired, or its owner may not sign in.</exception>
    public async ValueTask<SignedIn> CheckAsync(ApiKeyText? shown, CancellationToken cancellationToken)
    {
        if (shown is not { } key)
        {
            throw Refused();
        }

        var copy = await view.GetAsync(cancellationToken);
        if (!copy.Keys.TryGetValue(key.Id, out var known)
            && !(await view.FreshenAsync(cancellationToken)).Keys.TryGetValue(key.Id, out known))
        {
            throw Refused();
        }

        if (!Secrets.Matches(key.Secret, known.Key.SecretHash) || known.Principal is not { } principal || known.Key.ExpiresAt <= time.GetUtcNow())
        {
            throw Refused();
        }

        uses.Note(key.Id);
        return new SignedIn
        {
            Principal = principal,
            UserId = known.Key.OwnerId,
            CredentialStamp = known.Owner!.User.CredentialStamp,
            KeyId = key.Id,
        };
    }

    private static UnauthenticatedException Refused() => new("api_key_refused", "The API key is unknown, expired or revoked.");
}
