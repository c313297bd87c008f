using System.Globalization;
using System.Numerics;

namespace Nms.Lab.Networks;

/// <summary>IPv4 addresses as numbers.</summary>
internal static class Ipv4
{
    /// <summary>Reads a dotted quad; nothing shorter and nothing else counts as an address.</summary>
    public static uint? Parse(string? text)
    {
        if (text?.Split('.') is not { Length: 4 } parts) return null;
        uint address = 0;
        foreach (var part in parts)
        {
            if (part.Length > 3 || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return null;
            address = (address << 8) | value;
        }

        return address;
    }

    public static string Format(uint address) => $"{address >> 24}.{(address >> 16) & 0xFF}.{(address >> 8) & 0xFF}.{address & 0xFF}";

    public static uint Mask(int prefix) => prefix == 0 ? 0 : uint.MaxValue << (32 - prefix);

    /// <summary>The length of a contiguous mask, or null.</summary>
    public static int? PrefixOf(uint mask)
    {
        var prefix = BitOperations.PopCount(mask);
        return Mask(prefix) == mask ? prefix : null;
    }

    public static bool Contains(uint network, int prefix, uint address) => (address & Mask(prefix)) == (network & Mask(prefix));

    public static bool IsPrivate(uint address)
        => Contains(0x0A000000, 8, address) || Contains(0xAC100000, 12, address) || Contains(0xC0A80000, 16, address);

    /// <summary>Reads <c>10.0.0.1/24</c>.</summary>
    public static (uint Address, int Prefix)? ParseWithPrefix(string text)
    {
        if (text.Split('/') is not [var address, var length] || Parse(address) is not { } parsed) return null;
        return int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) && prefix is >= 0 and <= 32 ? (parsed, prefix) : null;
    }
}
