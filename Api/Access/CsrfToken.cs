using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Nms.Api.Access;

/// <summary>
/// The cookie and the header that clients of the former hub fetch before they post. Nothing reads them: no cookie signs
/// anybody in here, so there is nothing that a foreign page could ride on.
/// </summary>
internal static class CsrfToken
{
    private const string CookieName = "csrftoken";
    private const string HeaderName = "X-CSRFToken";

    /// <summary>Hands out a token, the one that the client has already where it has one.</summary>
    public static string HandOut(HttpContext context)
    {
        var known = context.Request.Cookies[CookieName];
        var token = known is not null && Secrets.IsWellFormed(known) ? known : Secrets.New();
        context.Response.Cookies.Append(CookieName, token, new CookieOptions
        {
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            IsEssential = true,
        });
        context.Response.Headers[HeaderName] = token;
        return token;
    }
}

/// <summary>The token, under the name that existing clients read.</summary>
internal sealed record CsrfAnswer([property: JsonPropertyName("csrfToken")] string Token);
