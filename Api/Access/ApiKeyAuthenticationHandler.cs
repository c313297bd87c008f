using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Nms.Api.Access;

/// <summary>"Authorization: ApiKey …" and "X-Api-Key: …", for programs and modules.</summary>
internal sealed class ApiKeyAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeyCheck keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var text = SchemeSelector.KeyIn(Request.Headers.Authorization.ToString()) ?? Request.Headers[AccessSchemes.ApiKeyHeader].ToString();
        try
        {
            return Identities.Succeed(Context, await keys.CheckAsync(ApiKeyText.Parse(text), Context.RequestAborted), Scheme.Name);
        }
        catch (NmsException refused)
        {
            return Identities.Fail(Context, refused);
        }
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => AuthenticationChallenge.WriteAsync(Context);
}
