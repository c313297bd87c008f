using System.Collections.Immutable;

namespace Nms.Discovery.Reach.Identity;

/// <summary>Brings what equipment says of itself into one form, and leaves out what says nothing: placeholders, shared and empty values. Pure.</summary>
internal static class IdentityTexts
{
    private const int Longest = 256;

    // What makers and firmware write where nobody wrote a number.
    private static readonly ImmutableHashSet<string> s_noSerials = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "0", "N/A", "NA", "NONE", "NULL", "UNKNOWN", "DEFAULT STRING", "NOT SPECIFIED", "NOT AVAILABLE", "NOT APPLICABLE", "SYSTEM SERIAL NUMBER",
        "CHASSIS SERIAL NUMBER", "TO BE FILLED BY O.E.M.", "123456789", "0123456789", "1234567890", "4279256517");

    // Names that equipment has until somebody gives it one.
    private static readonly ImmutableHashSet<string> s_defaultNames = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "router", "switch", "localhost", "vpcs", "pc", "debian", "ubuntu", "alpine", "linux", "vyos", "mikrotik", "firewall", "fortigate", "ciscoasa",
        "nx-osv", "junos", "vsrx", "host", "node", "pfsense", "opnsense", "cumulus", "frr", "gns3", "unknown", "none", "noname", "test", "default");

    /// <summary>A name without its domain, or null when it says nothing.</summary>
    public static string? Name(string? text)
    {
        var name = Bounded(text)?.ToLowerInvariant();
        var label = name?.Split('.')[0];
        return string.IsNullOrEmpty(label) || s_defaultNames.Contains(label) ? null : label;
    }

    /// <summary>A MAC address as aa:bb:cc:dd:ee:ff, or null when it is none or not one box's: multicast, empty, of a virtual router (RFC 5798 §7.3, HSRP, GLBP).</summary>
    public static string? Mac(string? text)
    {
        if (text is null || text.Length > 32)
        {
            return null;
        }

        var digits = new string([.. text.Where(char.IsAsciiHexDigit)]).ToLowerInvariant();
        if (digits.Length != 12 || text.Any(letter => !char.IsAsciiHexDigit(letter) && letter is not (':' or '-' or '.' or ' ')))
        {
            return null;
        }

        var isShared = (Convert.ToByte(digits[..2], 16) & 1) != 0 || digits is "000000000000"
            || digits.StartsWith("00005e0001", StringComparison.Ordinal) || digits.StartsWith("00005e0002", StringComparison.Ordinal)
            || digits.StartsWith("00000c07ac", StringComparison.Ordinal) || digits.StartsWith("00000c9ff", StringComparison.Ordinal)
            || digits.StartsWith("0005073a", StringComparison.Ordinal) || digits.StartsWith("0007b400", StringComparison.Ordinal);
        return isShared ? null : string.Join(':', digits.Chunk(2).Select(pair => new string(pair)));
    }

    /// <summary>A serial number, or null when it is a placeholder.</summary>
    public static string? Serial(string? text) =>
        Bounded(text)?.ToUpperInvariant() is { Length: > 2 } serial && !s_noSerials.Contains(serial) && serial.Distinct().Count() > 1 ? serial : null;

    /// <summary>An SNMP engine id in hexadecimal, or null when it is none (RFC 3411 §5: 5 to 32 octets) or not one box's.</summary>
    public static string? EngineId(string? text)
    {
        var digits = text is null || text.Length > 200 ? "" : new string([.. text.Where(char.IsAsciiHexDigit)]).ToLowerInvariant();
        digits = text?.StartsWith("0x", StringComparison.OrdinalIgnoreCase) == true ? digits[1..] : digits;
        return digits.Length is < 10 or > 64 || digits.Length % 2 != 0 || digits[8..].All(digit => digit is '0') || digits.All(digit => digit is 'f')
            || digits.EndsWith("017f000001", StringComparison.Ordinal)
                ? null
                : digits;
    }

    /// <summary>An LLDP chassis id, or null when it says nothing.</summary>
    public static string? ChassisId(string? text) => Mac(text) ?? (Name(text) is null ? null : Bounded(text)!.ToLowerInvariant());

    private static string? Bounded(string? text)
    {
        var trimmed = text?.Trim();
        return string.IsNullOrEmpty(trimmed) || trimmed.Length > Longest || trimmed.Any(char.IsControl) ? null : trimmed;
    }
}
