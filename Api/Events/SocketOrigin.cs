using Microsoft.AspNetCore.Http;

namespace Nms.Api.Events;

/// <summary>
/// Which pages may open a WebSocket: browsers do not protect it as they protect other requests, so any page could start
/// nodes in its visitor's lab. Programs send no origin and are not concerned. Pure.
/// </summary>
internal static class SocketOrigin
{
    public static bool IsAllowed(HttpRequest request, IReadOnlyList<string> allowed)
    {
        if (request.Headers.Origin.Count == 0)
        {
            return true;
        }

        var origin = request.Headers.Origin.ToString();
        return allowed.Contains(origin, StringComparer.OrdinalIgnoreCase)
            || (Uri.TryCreate(origin, UriKind.Absolute, out var page)
                && (string.Equals(page.Host, request.Host.Host, StringComparison.OrdinalIgnoreCase) || (page.IsLoopback && IsLoopback(request.Host.Host))));
    }

    private static bool IsLoopback(string host) => Uri.TryCreate($"http://{host}", UriKind.Absolute, out var uri) && uri.IsLoopback;
}
