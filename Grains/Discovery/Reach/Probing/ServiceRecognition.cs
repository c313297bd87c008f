using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Nms.Discovery.Reach.Probing;

/// <summary>Makes out services by what they say first. What it does not know it shows and does not name. Pure.</summary>
internal static partial class ServiceRecognition
{
    private static readonly ImmutableArray<string> s_nobody = [];

    /// <summary>Makes out a service.</summary>
    /// <param name="port">The port, which tells some apart that greet alike.</param>
    /// <param name="said">What it said, telnet's commands taken out.</param>
    /// <param name="isTelnet">Whether it spoke in telnet's commands.</param>
    /// <param name="tls">The certificate that it showed before.</param>
    /// <param name="certified">The names in that certificate.</param>
    public static ServiceFinding? Recognize(int port, ReadOnlySpan<byte> said, bool isTelnet, TlsFinding? tls, ImmutableArray<string> certified)
    {
        var text = BannerText.Decode(said);
        var banner = BannerText.Line(text, BannerText.LongestBanner);
        var found = HttpAnswer.Read(text) is { } http ? OfHttp(http)
            : Ssh().Match(text) is { Success: true } ssh ? Of("ssh", ssh.Groups["product"].Value, ssh.Groups["version"].Value, BannerText.Line(ssh.Value, BannerText.LongestBanner))
            : said is [_, _, _, 0, 10, ..] ? Of("mysql", "MySQL", BannerText.Decode(said[5..]).Split('\0')[0], null)
            : Greeting(port, text) ?? (isTelnet || Login().IsMatch(text) ? OfTelnet(text) : Of(null, null, null, null));
        if (banner is null && tls is null && !isTelnet)
        {
            return null;
        }

        found = found with { Banner = found.Banner ?? banner, HostNames = [.. found.HostNames.Concat(certified).Distinct(StringComparer.Ordinal).Take(BannerText.MostNames)], Tls = tls };
        return tls is null ? found
            : found with { Name = found.Name switch { "http" => "https", "imap" => "imaps", "pop3" => "pop3s", "smtp" => "smtps", "ftp" => "ftps", null => "tls", var name => name } };
    }

    private static ServiceFinding OfHttp(HttpAnswer http)
    {
        var (product, version) = Split(http.Server, '/');
        return new ServiceFinding("http", Word(product), Word(version), http.Status, http.Title ?? http.Realm, s_nobody);
    }

    private static ServiceFinding OfTelnet(string text)
    {
        var prompt = Prompt().Match(text);
        var name = BannerText.HostName(prompt.Groups["name"].Value);
        return new ServiceFinding("telnet", null, null, null, null, name is null ? s_nobody : [name]);
    }

    private static ServiceFinding? Greeting(int port, string text) => text switch
    {
        _ when Reply().Match(text) is { Success: true } reply => OfReply(port, reply),
        _ when text.StartsWith("+OK", StringComparison.Ordinal) => Of("pop3", Product(text), null, null),
        _ when text.StartsWith("* OK", StringComparison.Ordinal) || text.StartsWith("* PREAUTH", StringComparison.Ordinal) => Of("imap", Product(text), null, null),
        _ when text.StartsWith("RFB ", StringComparison.Ordinal) => Of("vnc", null, text[4..], null),
        _ when text.StartsWith("@RSYNCD:", StringComparison.Ordinal) => Of("rsync", null, text[8..], null),
        _ when text.StartsWith("AMQP", StringComparison.Ordinal) => Of("amqp", null, null, null),
        _ when text.StartsWith("-ERR", StringComparison.Ordinal) || text.StartsWith("-DENIED", StringComparison.Ordinal) => Of("redis", null, null, null),
        _ => null,
    };

    /// <summary>FTP (RFC 959 §4.2) and SMTP (RFC 5321 §4.2) both greet with 220; SMTP names its host first.</summary>
    private static ServiceFinding OfReply(int port, Match reply)
    {
        var text = reply.Groups["text"].Value;
        var isSmtp = text.Contains("SMTP", StringComparison.OrdinalIgnoreCase) || (port is 25 or 465 or 587 && !text.Contains("FTP", StringComparison.OrdinalIgnoreCase));
        var host = isSmtp ? BannerText.HostName(text.Split(' ')[0]) : null;
        return new ServiceFinding(isSmtp ? "smtp" : "ftp", Product(text), null, null, null, host is null ? s_nobody : [host]);
    }

    private static ServiceFinding Of(string? name, string? product, string? version, string? banner) => new(name, Word(product), Word(version), banner, null, s_nobody);

    private static string? Product(string text) => Programs().Match(text) is { Success: true } program ? program.Value : null;

    private static (string? Product, string? Version) Split(string? text, char at)
    {
        var first = text?.Split(' ')[0];
        var place = first?.IndexOf(at, StringComparison.Ordinal) ?? -1;
        return place < 0 ? (text, null) : (first![..place], first[(place + 1)..]);
    }

    private static string? Word(string? text) => BannerText.Line(text, BannerText.LongestWord);

    // RFC 4253 §4.2: other lines may come first.
    [GeneratedRegex(@"^SSH-[\d.]+-(?<product>[A-Za-z0-9.]+)([_-](?<version>[^\s]+))?[^\r\n]*", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Ssh();

    [GeneratedRegex(@"^220[ -](?<text>[^\r\n]*)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Reply();

    [GeneratedRegex(@"\b(login|username|password|user access verification)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Login();

    // "R1 login:" of Unix, "R1>" of routers without a password.
    [GeneratedRegex(@"(^|\n)\s*(?<name>[\w.-]+)( login: ?|[>#] ?)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Prompt();

    [GeneratedRegex(@"\b(Postfix|Exim|Sendmail|Dovecot|Courier|Cyrus|vsFTPd|ProFTPD|Pure-FTPd|FileZilla|Microsoft ESMTP|OpenSMTPD|Cisco)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Programs();
}
