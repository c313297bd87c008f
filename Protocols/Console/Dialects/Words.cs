using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Nms.Consoles.Dialects;

/// <summary>What all dialects write alike: addresses, states, times.</summary>
internal static partial class Words
{
    public static IEnumerable<string> Lines(string text)
        => text.Split('\n').Select(line => line.TrimEnd('\r', ' ', '\t'));

    public static string[] Split(string line)
        => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>An address in full: four numbers, or IPv6 with or without a zone.</summary>
    public static IPAddress? Address(string word)
    {
        var percent = word.IndexOf('%', StringComparison.Ordinal);
        if (percent >= 0) word = word[..percent];
        var isFull = word.Contains(':', StringComparison.Ordinal) || word.Count(value => value == '.') == 3;
        return isFull && IPAddress.TryParse(word, out var address) ? address : null;
    }

    /// <summary>An address with the length of its prefix, or without.</summary>
    public static bool TryAddress(string word, out IPAddress address, out int? prefixLength)
    {
        var slash = word.IndexOf('/', StringComparison.Ordinal);
        prefixLength = slash < 0 ? null : Number(word[(slash + 1)..]);
        address = Address(slash < 0 ? word : word[..slash])!;
        return address is not null && (slash < 0 || (prefixLength is { } length && length <= Bits(address)));
    }

    /// <summary>A network of an address in it; null when the length does not fit.</summary>
    public static IPNetwork? Network(IPAddress address, int prefixLength)
    {
        if (prefixLength < 0 || prefixLength > Bits(address)) return null;
        var bytes = address.GetAddressBytes();
        for (var bit = prefixLength; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPNetwork(new IPAddress(bytes), prefixLength);
    }

    /// <summary>A destination such as 10.0.0.0/24, default, 0/0.</summary>
    public static IPNetwork? Network(string word)
    {
        if (word is "default" or "0/0") return new IPNetwork(IPAddress.Any, 0);
        return TryAddress(word, out var address, out var length) ? Network(address, length ?? Bits(address)) : null;
    }

    /// <summary>The length of a mask such as 255.255.255.0; null for what is none.</summary>
    public static int? MaskLength(string word)
    {
        if (Address(word) is not { AddressFamily: AddressFamily.InterNetwork } mask) return null;
        var bytes = mask.GetAddressBytes();
        var value = (uint)((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]);
        var length = BitOperations.LeadingZeroCount(~value);
        return length == 32 || value << length == 0 ? length : null;
    }

    /// <summary>aa:bb:cc:dd:ee:ff, aa-bb-…, aabb.ccdd.eeff.</summary>
    public static PhysicalAddress? Physical(string word)
        => MacAddress().IsMatch(word)
            ? new PhysicalAddress(Convert.FromHexString(word.Replace(":", "", StringComparison.Ordinal)
                .Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal)))
            : null;

    public static int? Number(string word)
        => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static ConsoleState State(string word)
        => word.StartsWith("up", StringComparison.OrdinalIgnoreCase) ? ConsoleState.Up
            : word.Contains("down", StringComparison.OrdinalIgnoreCase) || word.StartsWith("delet", StringComparison.OrdinalIgnoreCase) || word == "notpresent" ? ConsoleState.Down
            : ConsoleState.Unknown;

    public static string? Group(Regex regex, string text)
        => regex.Match(text) is { Success: true } match ? match.Groups[1].Value.Trim() : null;

    /// <summary>"1 year, 2 weeks, 3 days, 4 hours, 5 minutes, 6 seconds", "1w2d03:04:05", "1h2m3s"; null when there is none.</summary>
    public static TimeSpan? Duration(string? text)
    {
        if (text is null) return null;
        double seconds = 0;
        var found = false;
        foreach (Match match in DurationPart().Matches(text))
        {
            found = true;
            var amount = double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            seconds += amount * match.Groups[2].Value.ToLowerInvariant() switch
            {
                ['y', ..] => 365 * 86_400,
                ['w', ..] => 7 * 86_400,
                ['d', ..] => 86_400,
                ['h', ..] => 3_600,
                ['m', ..] => 60,
                _ => 1,
            };
        }

        if (Clock().Match(text) is { Success: true } clock)
        {
            found = true;
            seconds += (double.Parse(clock.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * 3_600) +
                (double.Parse(clock.Groups[2].ValueSpan, CultureInfo.InvariantCulture) * 60) +
                (clock.Groups[3].Success ? double.Parse(clock.Groups[3].ValueSpan, CultureInfo.InvariantCulture) : 0);
        }

        // More than ten thousand years are a slip of the equipment.
        return found && seconds < 3e11 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static int Bits(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    [GeneratedRegex(@"^([0-9a-f]{2}([:-][0-9a-f]{2}){5}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})$", RegexOptions.IgnoreCase)]
    private static partial Regex MacAddress();

    [GeneratedRegex(@"(\d{1,9})\s*(years?|weeks?|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|y|w|d|h|m|s)(?![a-z])", RegexOptions.IgnoreCase)]
    private static partial Regex DurationPart();

    [GeneratedRegex(@"(?<![\d:])(\d{1,4}):(\d\d)(?::(\d\d))?(?![\d:])")]
    private static partial Regex Clock();
}
