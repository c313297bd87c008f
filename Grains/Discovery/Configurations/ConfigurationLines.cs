using System.Net;
using System.Net.Sockets;

namespace Nms.Discovery.Configurations;

/// <summary>Lines and addresses of configurations. Pure.</summary>
internal static class ConfigurationLines
{
    private const int LongestLine = 4096;

    /// <summary>The lines with their number from 1; what is longer than any command is left out.</summary>
    public static IEnumerable<(int Number, string Text)> Of(string text)
    {
        var number = 0;
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length <= LongestLine)
            {
                yield return (number, line);
            }
        }
    }

    public static string[] Words(string line) => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>An address and its mask, 10.0.0.1 255.255.255.0, /24 or 24, as 10.0.0.1/24; without a mask as it is; null when it is none.</summary>
    public static string? Address(string address, string? mask)
    {
        var slash = address.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
        {
            (address, mask) = (address[..slash], address[slash..]);
        }

        if (address.AsSpan().IndexOfAny('.', ':') < 0 || !IPAddress.TryParse(address, out var parsed))
        {
            return null;
        }

        return mask is null ? parsed.ToString() : Length(mask, parsed.AddressFamily) is { } length ? $"{parsed}/{length}" : null;
    }

    /// <summary>A network and its mask as 10.0.0.0/24; null when it is none.</summary>
    public static string? Network(string network, string? mask) =>
        Address(network, mask) is { } text && IPNetwork.TryParse(text, out var parsed) ? parsed.ToString() : null;

    private static int? Length(string mask, AddressFamily family)
    {
        if (int.TryParse(mask.AsSpan(mask.StartsWith('/') ? 1 : 0), System.Globalization.NumberStyles.None, null, out var length))
        {
            return length <= (family == AddressFamily.InterNetwork ? 32 : 128) ? length : null;
        }

        if (family != AddressFamily.InterNetwork || !IPAddress.TryParse(mask, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetwork)
        {
            return null;
        }

        var bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(parsed.GetAddressBytes());
        var ones = System.Numerics.BitOperations.LeadingZeroCount(~bits);
        return ones == 32 || bits << ones == 0 ? ones : null;
    }
}
