using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Nms.Probes.Ranges;

namespace Nms.Probes;

/// <summary>Addresses of one family from a first to a last, both included. Immutable; compares by family, then by first and last.</summary>
public readonly record struct IPAddressRange : IComparable<IPAddressRange>
{
    internal IPAddressRange(AddressFamily family, UInt128 first, UInt128 last)
    {
        Family = family;
        FirstNumber = first;
        LastNumber = last;
    }

    /// <summary>The range from one address to another.</summary>
    /// <exception cref="ArgumentException">The families differ, or the last comes before the first.</exception>
    public IPAddressRange(IPAddress first, IPAddress last)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(last);
        if (first.AddressFamily != last.AddressFamily)
        {
            throw new ArgumentException($"{first} and {last} are not of one family.", nameof(last));
        }

        (Family, FirstNumber, LastNumber) = (first.AddressFamily, AddressNumber.Of(first), AddressNumber.Of(last));
        if (LastNumber < FirstNumber)
        {
            throw new ArgumentException($"{last} comes before {first}.", nameof(last));
        }
    }

    /// <summary>IPv4 or IPv6.</summary>
    public AddressFamily Family { get; }

    /// <summary>The first address.</summary>
    public IPAddress First => AddressNumber.ToAddress(FirstNumber, Family);

    /// <summary>The last address.</summary>
    public IPAddress Last => AddressNumber.ToAddress(LastNumber, Family);

    /// <summary>How many addresses it has; all of IPv6, 2^128, is given as 2^128 - 1.</summary>
    public UInt128 Count => LastNumber - FirstNumber == UInt128.MaxValue ? UInt128.MaxValue : LastNumber - FirstNumber + 1;

    internal UInt128 FirstNumber { get; }

    internal UInt128 LastNumber { get; }

    /// <summary>A range in one of the forms <c>192.0.2.7</c>, <c>192.0.2.0/24</c>, <c>192.0.2.1-192.0.2.9</c> and <c>192.0.2.1-9</c>.</summary>
    /// <exception cref="FormatException">The text is none; the message says why.</exception>
    public static IPAddressRange Parse(string text) =>
        TryParse(text, out var range, out var error) ? range : throw new FormatException(error);

    /// <summary>Reads what <see cref="Parse"/> reads, and says what is wrong instead of throwing.</summary>
    /// <remarks>The bits of a CIDR block that are not of its prefix must be zero: RFC 4632 §3.1.</remarks>
    public static bool TryParse(string? text, out IPAddressRange range, [NotNullWhen(false)] out string? error)
    {
        range = default;
        text = text?.Trim() ?? "";
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var end = slash >= 0 ? slash : dash >= 0 ? dash : text.Length;
        if (!TryAddress(text[..end], out var first))
        {
            error = $"'{text[..end]}' is no address.";
            return false;
        }

        var (family, number) = (first.AddressFamily, AddressNumber.Of(first));
        if (slash >= 0)
        {
            return TryBlock(text, family, number, text[(slash + 1)..], out range, out error);
        }

        var last = number;
        if (dash >= 0 && !TryLast(text[(dash + 1)..], family, number, out last))
        {
            error = $"'{text[(dash + 1)..]}' of '{text}' is neither an {(family == AddressFamily.InterNetwork ? "IPv4 address nor a number up to 255" : "IPv6 address")}.";
            return false;
        }

        if (last < number)
        {
            error = $"The last address of '{text}' comes before its first.";
            return false;
        }

        range = new IPAddressRange(family, number, last);
        error = null;
        return true;
    }

    /// <summary>Whether an address is in the range.</summary>
    public bool Contains(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.AddressFamily == Family && AddressNumber.Of(address) is var number && number >= FirstNumber && number <= LastNumber;
    }

    /// <inheritdoc/>
    public int CompareTo(IPAddressRange other) =>
        Family != other.Family ? (Family == AddressFamily.InterNetwork ? -1 : 1)
        : FirstNumber != other.FirstNumber ? FirstNumber.CompareTo(other.FirstNumber)
        : LastNumber.CompareTo(other.LastNumber);

    /// <summary>Whether one sorts before another.</summary>
    public static bool operator <(IPAddressRange left, IPAddressRange right) => left.CompareTo(right) < 0;

    /// <summary>Whether one sorts behind another.</summary>
    public static bool operator >(IPAddressRange left, IPAddressRange right) => left.CompareTo(right) > 0;

    /// <summary>Whether one does not sort behind another.</summary>
    public static bool operator <=(IPAddressRange left, IPAddressRange right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one does not sort before another.</summary>
    public static bool operator >=(IPAddressRange left, IPAddressRange right) => left.CompareTo(right) >= 0;

    /// <summary>The range as <see cref="Parse"/> reads it: an address, a block where it is one, otherwise first and last.</summary>
    public override string ToString()
    {
        var size = LastNumber - FirstNumber;
        var free = (int)UInt128.PopCount(size);
        return size == 0 ? First.ToString()
            : (size & (size + 1)) == 0 && (FirstNumber & size) == 0 ? string.Create(CultureInfo.InvariantCulture, $"{First}/{AddressNumber.Bits(Family) - free}")
            : $"{First}-{Last}";
    }

    private static bool TryBlock(
        string text, AddressFamily family, UInt128 number, string length, out IPAddressRange range, [NotNullWhen(false)] out string? error)
    {
        range = default;
        var bits = AddressNumber.Bits(family);
        if (!int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > bits)
        {
            error = $"The prefix length of '{text}' is not a number from 0 to {bits}.";
            return false;
        }

        var host = prefix == 0 ? AddressNumber.Last(family) : (UInt128.One << (bits - prefix)) - 1;
        if ((number & host) != 0)
        {
            error = $"'{text}' has bits behind its prefix; the block is {new IPAddressRange(family, number & ~host, number | host)}.";
            return false;
        }

        range = new IPAddressRange(family, number, number | host);
        error = null;
        return true;
    }

    private static bool TryLast(string text, AddressFamily family, UInt128 first, out UInt128 last)
    {
        if (family == AddressFamily.InterNetwork && byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var octet))
        {
            last = (first & ~(UInt128)0xFF) | octet;
            return true;
        }

        var found = TryAddress(text, out var address) && address.AddressFamily == family;
        last = found ? AddressNumber.Of(address!) : 0;
        return found;
    }

    /// <summary>Only the usual spelling: IPAddress.Parse takes "10" and "0x0A.1" for IPv4 addresses as well, and ports and scopes.</summary>
    private static bool TryAddress(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address)
        && (address.AddressFamily == AddressFamily.InterNetwork
            ? string.Equals(address.ToString(), text, StringComparison.Ordinal)
            : text.AsSpan().IndexOfAny('%', '[', ']') < 0);
}
