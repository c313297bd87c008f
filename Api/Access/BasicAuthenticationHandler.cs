using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nms.Access;
using Nms.Api.Limits;

namespace Nms.Api.Access;

/// <summary>HTTP Basic (RFC 7617), which the existing clients use. An API key may stand as the password.</summary>
internal sealed class BasicAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    AccessView view,
    PasswordSignIn signIn,
    VerifiedCredentials verified,
    ApiKeyCheck keys) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const int Longest = 1024;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        try
        {
            if (BrowserRequest.IsOfForeignPage(Request))
            {
                throw new UnauthenticatedException("credentials_refused", "Basic credentials are not taken from a page of another host.");
            }

            var (name, password) = Read(Request.Headers.Authorization.ToString()) ?? throw Malformed();
            var signedIn = ApiKeyText.Parse(password) is { } key
                ? await keys.CheckAsync(key, Context.RequestAborted)
                : await OfUserAsync(name, password);
            return Identities.Succeed(Context, signedIn, Scheme.Name);
        }
        catch (NmsException refused)
        {
            return Identities.Fail(Context, refused);
        }
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => AuthenticationChallenge.WriteAsync(Context);

    private async Task<SignedIn> OfUserAsync(string name, string password)
    {
        if (verified.Find(name, password) is var (userId, stamp)
            && (await view.GetAsync(Context.RequestAborted)).Users.TryGetValue(userId, out var known)
            && known.User.Enabled
            && known.User.CredentialStamp == stamp)
        {
            return Of(known);
        }

        Context.Audit().Attempted(name);
        var address = Context.Connection.RemoteIpAddress;
        // Not ended with this request: others may be waiting for the same answer.
        var user = await verified.CheckOnceAsync(
            name, password, CallerAddress.Of(address), () => signIn.CheckAsync(name, password, address, CancellationToken.None), Context.RequestAborted);
        var copy = await view.GetAsync(Context.RequestAborted);
        if (copy.Users.GetValueOrDefault(user.Id)?.User.CredentialStamp != user.CredentialStamp)
        {
            copy = await view.RefreshAsync(Context.RequestAborted);
        }

        verified.Add(name, password, user);
        return copy.Users.TryGetValue(user.Id, out var current) ? Of(current) : throw Malformed();
    }

    private static SignedIn Of(KnownUser known) => new()
    {
        Principal = known.Principal,
        UserId = known.User.Id,
        CredentialStamp = known.User.CredentialStamp,
        MustChangePassword = known.User.MustChangePassword,
    };

    private static (string Name, string Password)? Read(string header)
    {
        var encoded = header["Basic ".Length..].Trim();
        var bytes = new byte[Longest];
        if (encoded.Length > Longest || !Convert.TryFromBase64String(encoded, bytes, out var count))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes, 0, count);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? (text[..colon], text[(colon + 1)..]) : null;
    }

    private static UnauthenticatedException Malformed() => new("credentials_refused", "The name or the password is wrong.");
}
