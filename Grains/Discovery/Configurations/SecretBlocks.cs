using System.Text;
using System.Text.RegularExpressions;

namespace Nms.Discovery.Configurations;

/// <summary>Takes out secrets that a line alone does not show: keys over several lines, and what the menu of RouterOS above it says. Pure.</summary>
internal static partial class SecretBlocks
{
    private const string Begin = "-----BEGIN";
    private const string End = "-----END";

    public static string Redact(string text)
    {
        if (!text.Contains(Begin, StringComparison.Ordinal) && !text.Contains("/snmp", StringComparison.Ordinal)) return text;
        var redacted = new StringBuilder(text.Length);
        var (isKey, isCommunity) = (false, false);
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is var found and >= 0 ? found + 1 : text.Length;
            var line = text[at..end];
            at = end;
            if (isKey)
            {
                if (line.IndexOf(End, StringComparison.Ordinal) is not (var close and >= 0)) continue;
                isKey = false;
                line = line[close..];
            }

            if (line.StartsWith('/')) isCommunity = line.StartsWith("/snmp community", StringComparison.Ordinal);
            if (isCommunity) line = Name().Replace(line, "name=" + SecretRedaction.Redacted);
            redacted.Append(line);
            if (line.LastIndexOf(Begin, StringComparison.Ordinal) is var open and >= 0 && line.IndexOf(End, open, StringComparison.Ordinal) < 0)
            {
                // A key without an end takes the rest of the text with it.
                redacted.Append(SecretRedaction.Redacted).Append('\n');
                isKey = true;
            }
        }

        return redacted.ToString();
    }

    [GeneratedRegex("""\bname=("[^"\r\n]*"|[^\s"]+)""", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
