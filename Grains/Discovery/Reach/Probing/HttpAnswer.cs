using System.Net;

namespace Nms.Discovery.Reach.Probing;

/// <summary>What a web server says of itself, from the beginning of its answer. Pure.</summary>
/// <param name="Status">The first line.</param>
/// <param name="Server">Its Server field.</param>
/// <param name="Realm">What it asks a password for.</param>
/// <param name="Title">The title of the page.</param>
internal sealed record HttpAnswer(string Status, string? Server, string? Realm, string? Title)
{
    private const int LongestTitle = 200;
    private const int LongestField = 200;

    /// <summary>Reads an answer; null when it is none.</summary>
    public static HttpAnswer? Read(string text)
    {
        if (!text.StartsWith("HTTP/", StringComparison.Ordinal))
        {
            return null;
        }

        var (head, body) = Cut(text, "\r\n\r\n") ?? Cut(text, "\n\n") ?? (text, "");
        var lines = head.Split('\n');
        return new HttpAnswer(BannerText.Line(lines[0], LongestField) ?? "", Field(lines, "Server"), ReadRealm(Field(lines, "WWW-Authenticate")), ReadTitle(body));
    }

    private static string? Field(string[] lines, string name) => lines
        .Where(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase) && line.Length > name.Length && line[name.Length] == ':')
        .Select(line => BannerText.Line(line[(name.Length + 1)..], LongestField))
        .FirstOrDefault();

    private static string? ReadRealm(string? challenge) =>
        challenge is not null && Cut(challenge, "realm=\"") is var (_, rest) && Cut(rest, "\"") is var (realm, _) ? BannerText.Line(realm, LongestField) : null;

    private static string? ReadTitle(string body)
    {
        var start = body.IndexOf("<title", StringComparison.OrdinalIgnoreCase);
        var from = start < 0 ? -1 : body.IndexOf('>', start);
        var to = from < 0 ? -1 : body.IndexOf("</title", from, StringComparison.OrdinalIgnoreCase);
        return to < 0 ? null : BannerText.Line(WebUtility.HtmlDecode(body[(from + 1)..to]), LongestTitle);
    }

    private static (string Before, string After)? Cut(string text, string at)
    {
        var place = text.IndexOf(at, StringComparison.OrdinalIgnoreCase);
        return place < 0 ? null : (text[..place], text[(place + at.Length)..]);
    }
}
