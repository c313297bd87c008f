using System.Globalization;
using System.Text;
using Nms.Snmp;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>Texts of agents: whatever the bytes are, what comes out can be shown, stored and logged.</summary>
internal static class AgentText
{
    private const int MaxLength = 1024;
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The text of a string; what is no UTF-8, and what is not to be seen, as \xNN. Null when nothing is left.</summary>
    public static string? Of(SnmpValue value)
    {
        if (value.Type != SnmpType.OctetString)
        {
            return value.Exists ? value.ToString() : null;
        }

        // Some agents count C's closing zero as part of the string, others fill with them.
        var text = Decode(value.Bytes.TrimEnd((byte)0)).Trim();
        return text.Length == 0 ? null : text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength), "…");
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = s_strict.GetString(bytes);
            return text.Any(IsHidden) ? Escape(text) : text;
        }
        catch (DecoderFallbackException)
        {
            return Escape(Encoding.Latin1.GetString(bytes), above: '~');
        }
    }

    private static bool IsHidden(char c) => c is not ('\r' or '\n' or '\t')
        && (char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string Escape(string text, char above = char.MaxValue)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            if (c > above || IsHidden(c))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\{(c > 0xFF ? 'u' : 'x')}{(int)c:x2}");
            }
            else
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString();
    }
}
