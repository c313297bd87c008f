using System.Net;
using Nms.Equipment;

namespace Nms.Api.Equipment;

/// <summary>Compares addresses as people write them. Pure.</summary>
internal static class EquipmentSearch
{
    private const int ShortestMac = 6;

    /// <summary>An address in any spelling, or a block such as 10.0.0.0/24.</summary>
    public static bool HasAddress(EquipmentSummary one, string text)
    {
        if (text.Contains('/', StringComparison.Ordinal))
        {
            return IPNetwork.TryParse(text, out var block) && one.Addresses.Any(address => block.Contains(IPAddress.Parse(address)));
        }

        // Only whole addresses: .NET reads 10 as 0.0.0.10.
        return text.AsSpan().IndexOfAny('.', ':') >= 0 && IPAddress.TryParse(text, out var wanted) && one.Addresses.Any(address => IPAddress.Parse(address).Equals(wanted));
    }

    /// <summary>A MAC address in any spelling, or six digits and more of its beginning or end.</summary>
    public static bool HasMac(EquipmentSummary one, string text)
    {
        var wanted = Digits(text);
        return wanted.Length >= ShortestMac && wanted.All(char.IsAsciiHexDigit)
            && one.MacAddresses.Select(Digits).Any(mac => mac.StartsWith(wanted, StringComparison.Ordinal) || mac.EndsWith(wanted, StringComparison.Ordinal));
    }

    private static string Digits(string mac) => mac.Replace(":", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).ToLowerInvariant();
}
