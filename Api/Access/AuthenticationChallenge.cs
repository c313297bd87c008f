using Microsoft.AspNetCore.Http;
using Nms.Api.Errors;

namespace Nms.Api.Access;

/// <summary>What a caller without good credentials is answered, whichever scheme judged him.</summary>
internal static class AuthenticationChallenge
{
    private const string Realm = "NMS";

    public static Task WriteAsync(HttpContext context) => Problem.WriteAsync(context, ErrorMapping.ToAnswer(
        context.Features.Get<AuthenticationFailure>()?.Reason
        ?? new UnauthenticatedException("authentication_required", "Sign in first: send a bearer token, an API key or HTTP Basic credentials.")));

    /// <summary>RFC 9110 §11.6.1: a 401 says how to sign in.</summary>
    public static void AddHeader(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = BrowserRequest.IsOfBrowser(context.Request)
            ? $"Bearer realm=\"{Realm}\""
            : new[] { $"Bearer realm=\"{Realm}\"", $"Basic realm=\"{Realm}\", charset=\"UTF-8\"", $"ApiKey realm=\"{Realm}\"" };
    }
}
