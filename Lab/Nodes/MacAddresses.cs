using System.Globalization;

namespace Nms.Lab.Nodes;

/// <summary>Arithmetic on hardware addresses.</summary>
internal static class MacAddresses
{
    public static string Add(string address, int offset)
        => long.TryParse(address.Replace(":", "", StringComparison.Ordinal), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value)
            ? Format(value + offset)
            : address;

    /// <summary>An address in a vendor's range that follows from a node's identifier, the same at every start.</summary>
    public static string For(string nodeId, string vendor)
    {
        var hash = 17u;
        foreach (var c in nodeId) hash = (hash * 31) + c;
        return $"{vendor}:{hash >> 24:x2}:{(hash >> 16) & 0xFF:x2}:{(hash >> 8) & 0xFF:x2}:00";
    }

    /// <summary>The form in which Cisco prints an address: <c>ca01.2b3c.0000</c>.</summary>
    public static string Dotted(string address)
    {
        var digits = address.Replace(":", "", StringComparison.Ordinal);
        return $"{digits[..4]}.{digits[4..8]}.{digits[8..]}";
    }

    private static string Format(long value)
    {
        var digits = value.ToString("x12", CultureInfo.InvariantCulture);
        return string.Join(':', Enumerable.Range(0, 6).Select(index => digits.Substring(index * 2, 2)));
    }
}
