using Microsoft.AspNetCore.Http;

namespace Nms.Api.Access;

/// <summary>
/// What a browser does by itself. A browser that once asked its user for Basic credentials sends them with every request to
/// this host, also with those that a page of somebody else makes; so it is never made to ask, and what foreign pages bring
/// along that way is refused. Pure.
/// </summary>
internal static class BrowserRequest
{
    /// <summary>Whether a browser asks, which would show a window of its own for a Basic challenge.</summary>
    public static bool IsOfBrowser(HttpRequest request) =>
        request.Headers.ContainsKey("Sec-Fetch-Mode")
        || request.Headers.Origin.Count > 0
        || request.Headers.UserAgent.ToString().StartsWith("Mozilla/", StringComparison.Ordinal)
        || request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a page of another host asks.</summary>
    public static bool IsOfForeignPage(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
        {
            return true;
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, request.Host.ToString(), StringComparison.OrdinalIgnoreCase));
    }
}
