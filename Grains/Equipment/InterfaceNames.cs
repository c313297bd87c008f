using System.Text.RegularExpressions;

namespace Nms.Equipment;

/// <summary>Compares names of interfaces in the spellings of GNS3, consoles and agents. Pure.</summary>
internal static partial class InterfaceNames
{
    // The longer before the shorter that begins alike.
    private static readonly (string Short, string Long)[] s_words =
    [
        ("hundredgige", "hundredgige"), ("hu", "hundredgige"), ("fo", "fortygige"), ("twentyfivegige", "twentyfivegige"), ("twe", "twentyfivegige"),
        ("tengigabitethernet", "tengigabitethernet"), ("te", "tengigabitethernet"), ("gigabitethernet", "gigabitethernet"), ("gig", "gigabitethernet"), ("gi", "gigabitethernet"), ("ge", "gigabitethernet"),
        ("fastethernet", "fastethernet"), ("fa", "fastethernet"), ("ethernet", "ethernet"), ("eth", "ethernet"), ("et", "ethernet"), ("e", "ethernet"),
        ("serial", "serial"), ("se", "serial"), ("s", "serial"), ("loopback", "loopback"), ("lo", "loopback"),
        ("port-channel", "port-channel"), ("po", "port-channel"), ("vlan", "vlan"), ("vl", "vlan"), ("tunnel", "tunnel"), ("tu", "tunnel"),
        ("management", "management"), ("mgmt", "management"), ("ma", "management"),
    ];

    /// <summary>What equal names have in common, whoever spelled them; empty for no name.</summary>
    public static string Key(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return "";
        }

        var text = name.Trim().ToLowerInvariant();
        if (Parts().Match(text) is not { Success: true } match)
        {
            return text;
        }

        var (word, rest) = (match.Groups[1].Value, match.Groups[2].Value);
        foreach (var (brief, full) in s_words)
        {
            if (word == brief)
            {
                return full + rest;
            }
        }

        return word + rest;
    }

    [GeneratedRegex(@"^([a-z][a-z-]*?) ?(\d[\d/.:]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
