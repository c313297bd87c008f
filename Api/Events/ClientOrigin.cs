using Microsoft.AspNetCore.Http;

namespace Nms.Api.Events;

/// <summary>Where a client comes from.</summary>
/// <param name="Address">Its address, as far as proxies are believed.</param>
/// <param name="UserAgent">What it says it is, cut to a bearable length.</param>
/// <param name="Path">The address that it called.</param>
/// <param name="Transport">websocket, websocket+cbor or sse.</param>
internal sealed record ClientOrigin(string? Address, string? UserAgent, string Path, string Transport)
{
    private const int LongestAgent = 200;

    public static ClientOrigin Of(HttpContext context, string transport)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        return new(
            context.Connection.RemoteIpAddress?.ToString(),
            agent.Length == 0 ? null : agent[..Math.Min(agent.Length, LongestAgent)],
            context.Request.Path.ToString(),
            transport);
    }
}
