using System.Globalization;
using System.Net;
using System.Text;

namespace Nms.Discovery.Reach.Probing;

/// <summary>Makes what strangers say fit to be shown: one line, bounded, printable. Pure.</summary>
internal static class BannerText
{
    /// <summary>Characters of a banner that are kept.</summary>
    public const int LongestBanner = 256;

    /// <summary>Characters of a name, product or version that are kept.</summary>
    public const int LongestWord = 100;

    /// <summary>Host names of one service that are kept.</summary>
    public const int MostNames = 20;

    private const int LongestName = 253;

    /// <summary>Text without controls, escape sequences and characters that turn or hide others; null when nothing is left.</summary>
    public static string? Line(string? text, int most)
    {
        var line = new StringBuilder();
        foreach (var rune in WithoutEscapes(text ?? "").EnumerateRunes())
        {
            if (line.Length + rune.Utf16SequenceLength > most)
            {
                line.Append('…');
                break;
            }

            if (Rune.IsWhiteSpace(rune))
            {
                // However many, they are one.
                line.Append(line.Length > 0 && line[^1] != ' ' ? " " : "");
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned) && rune != Rune.ReplacementChar)
            {
                line.Append(rune.ToString());
            }
        }

        var cleaned = line.ToString().Trim();
        return cleaned.Length == 0 ? null : cleaned;
    }

    /// <summary>A name as DNS has them (RFC 1123 §2.1), or null. An address is no name.</summary>
    public static string? HostName(string? text)
    {
        var name = text?.Trim().TrimEnd('.');
        return string.IsNullOrEmpty(name) || name.Length > LongestName || IPAddress.TryParse(name, out _)
            || name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('.' or '-' or '_' or '*'))
                ? null
                : name.ToLowerInvariant();
    }

    /// <summary>Bytes as text, whatever they are.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    /// <summary>Leaves out what terminals take for commands (ECMA-48 §5.4): the shown part would be nonsense without its escape.</summary>
    private static string WithoutEscapes(string text)
    {
        if (!text.Contains('\u001b', StringComparison.Ordinal))
        {
            return text;
        }

        var left = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\u001b')
            {
                left.Append(text[i]);
            }
            else if (++i < text.Length && text[i] == '[')
            {
                while (++i < text.Length && text[i] is >= ' ' and < '@')
                {
                    // Parameters, up to the letter that ends them.
                }
            }
        }

        return left.ToString();
    }
}
