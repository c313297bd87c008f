using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace Nms.Discovery.Reach;

/// <summary>Reads the routing tables of Linux, the default routes aside (proc(5), net/route and net/ipv6_route). Pure.</summary>
internal static class RouteTables
{
    private const uint Up = 1;
    private const uint Reject = 0x0200;

    /// <summary>Interface, destination, gateway, flags, references, uses, metric, mask; numbers in the byte order of the host.</summary>
    public static IEnumerable<IPNetwork> OfIPv4(IEnumerable<string> lines)
    {
        foreach (var words in lines.Skip(1).Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        {
            if (words.Length > 7 && Hex(words[1], out var destination) && Hex(words[3], out var flags) && Hex(words[7], out var mask) && mask != 0 && IsUsable(flags))
            {
                var bytes = new byte[4];
                BinaryPrimitives.WriteUInt32LittleEndian(bytes, destination);
                yield return new IPNetwork(new IPAddress(bytes), System.Numerics.BitOperations.PopCount(mask));
            }
        }
    }

    /// <summary>Destination, its length, source, its length, next hop, metric, references, uses, flags, interface.</summary>
    public static IEnumerable<IPNetwork> OfIPv6(IEnumerable<string> lines)
    {
        foreach (var words in lines.Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        {
            if (words.Length > 9 && words[0].Length == 32 && Hex(words[1], out var length) && length is > 0 and <= 128 && Hex(words[8], out var flags) && IsUsable(flags) && words[9] != "lo")
            {
                yield return Network(new IPAddress(Convert.FromHexString(words[0])), (int)length);
            }
        }
    }

    /// <summary>The network of an address.</summary>
    public static IPNetwork Network(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPNetwork(new IPAddress(bytes), length);
    }

    private static bool IsUsable(uint flags) => (flags & Up) != 0 && (flags & Reject) == 0;

    private static bool Hex(string text, out uint number) => uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
}
