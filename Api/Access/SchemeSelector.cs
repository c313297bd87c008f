using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Nms.Api.Access;

/// <summary>Which scheme judges a request: exactly one does, by the header seen. Pure but for reading the request.</summary>
internal static class SchemeSelector
{
    private const string BearerPrefix = "Bearer ";
    private const string ApiKeyPrefix = "ApiKey ";
    private const string BasicPrefix = "Basic ";

    public static string Select(HttpContext context, bool oidc)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        if (authorization.Length > 0)
        {
            return authorization.StartsWith(BasicPrefix, StringComparison.OrdinalIgnoreCase) ? AccessSchemes.Basic
                : KeyIn(authorization) is not null ? AccessSchemes.ApiKey
                : oidc && !IsOurs(authorization) ? AccessSchemes.Oidc
                : AccessSchemes.Bearer;
        }

        return context.Request.Headers.ContainsKey(AccessSchemes.ApiKeyHeader) ? AccessSchemes.ApiKey
            : context.Request.Query.ContainsKey(AccessSchemes.TicketParameter) && TakesTicket(context) ? AccessSchemes.Ticket
            : AccessSchemes.Bearer;
    }

    private static bool TakesTicket(HttpContext context) =>
        context.WebSockets.IsWebSocketRequest || context.GetEndpoint()?.Metadata.GetMetadata<TakesTicket>() is not null;

    /// <summary>The API key of an Authorization header; some programs can only send it as a bearer token.</summary>
    public static string? KeyIn(string authorization) =>
        authorization.StartsWith(ApiKeyPrefix, StringComparison.OrdinalIgnoreCase) ? authorization[ApiKeyPrefix.Length..].Trim()
        : authorization.StartsWith(BearerPrefix + ApiKeyText.Prefix, StringComparison.OrdinalIgnoreCase) ? authorization[BearerPrefix.Length..].Trim()
        : null;

    // Only chooses who judges the token; nothing in it is believed here.
    private static bool IsOurs(string authorization)
    {
        if (!authorization.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        try
        {
            return new JsonWebToken(authorization[BearerPrefix.Length..].Trim()).Issuer == AccessTokens.Issuer;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
