using System.Text.RegularExpressions;

namespace Nms.Discovery.Configurations;

/// <summary>MAC addresses as hosts write them. Pure.</summary>
internal static partial class MacText
{
    public static bool Is(string word) => Colons().IsMatch(word);

    /// <summary>Lower-case with colons; null when it is none. A client identifier of DHCP has the hardware type in front.</summary>
    public static string? Of(string? word)
    {
        if (word is null) return null;
        var digits = word.Replace(":", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (digits.Length == 14 && digits.StartsWith("01", StringComparison.Ordinal)) digits = digits[2..];
        return digits.Length == 12 && digits.All(char.IsAsciiHexDigit)
            ? string.Join(':', Enumerable.Range(0, 6).Select(at => digits.Substring(at * 2, 2))).ToLowerInvariant()
            : null;
    }

    [GeneratedRegex("^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}$", RegexOptions.NonBacktracking)]
    private static partial Regex Colons();
}
