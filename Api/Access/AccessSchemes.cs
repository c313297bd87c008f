namespace Nms.Api.Access;

/// <summary>Names of the authentication schemes.</summary>
internal static class AccessSchemes
{
    /// <summary>Forwards to the one that the request's header asks for.</summary>
    public const string Any = "Nms";

    public const string Bearer = "NmsBearer";

    public const string Oidc = "NmsOidc";

    public const string Basic = "NmsBasic";

    public const string ApiKey = "NmsApiKey";

    public const string Ticket = "NmsTicket";

    public const string ApiKeyHeader = "X-Api-Key";

    public const string TicketParameter = "ticket";
}
