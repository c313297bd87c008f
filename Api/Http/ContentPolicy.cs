namespace Nms.Api.Http;

/// <summary>
/// Endpoint metadata: what the page of this endpoint may load and run. Answers that say nothing may load nothing, which is
/// right for JSON.
/// </summary>
public sealed record ContentPolicy(string Text)
{
    /// <summary>For an answer that is no page.</summary>
    internal static ContentPolicy Nothing { get; } = new("default-src 'none'; frame-ancestors 'none'");

    /// <summary>For our own pages: their own files and sockets only, no inline script and no inline style.</summary>
    internal static ContentPolicy OwnPage { get; } = new(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");

    /// <summary>For pages of other makers, which set inline styles. No inline script either.</summary>
    internal static ContentPolicy ForeignPage { get; } = new(
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
}
