using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Nms.Snmp;

public readonly partial struct Oid
{
    /// <summary>Compares in the lexicographical order of RFC 3416 §4.2.2: number by number, a beginning before what it begins.</summary>
    /// <param name="other">The other identifier.</param>
    public int CompareTo(Oid other) => CompareEncoded(Encoded, other.Encoded);

    /// <summary>Compares encoded identifiers, or the ends of some.</summary>
    internal static int CompareEncoded(ReadOnlySpan<byte> mine, ReadOnlySpan<byte> theirs)
    {
        var same = mine.CommonPrefixLength(theirs);
        if (same == mine.Length || same == theirs.Length)
        {
            return mine.Length.CompareTo(theirs.Length);
        }

        // Encodings are minimal, so of two numbers the longer is the greater; equally long ones differ as their bytes do.
        var byLength = RestOfNumber(mine[same..]).CompareTo(RestOfNumber(theirs[same..]));
        return byLength != 0 ? byLength : mine[same].CompareTo(theirs[same]);
    }

    /// <inheritdoc/>
    public bool Equals(Oid other) => Encoded.SequenceEqual(other.Encoded);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Oid other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Encoded);
        return hash.ToHashCode();
    }

    /// <summary>The numbers with dots between them.</summary>
    public override string ToString()
    {
        Span<uint> numbers = stackalloc uint[MaxSubIdentifiers];
        var text = new StringBuilder();
        foreach (var number in numbers[..CopyTo(numbers)])
        {
            text.Append(text.Length == 0 ? "" : ".").Append(CultureInfo.InvariantCulture, $"{number}");
        }

        return text.ToString();
    }

    /// <summary>Reads numbers with dots between them; a dot before the first is allowed.</summary>
    /// <param name="text">The numbers.</param>
    /// <exception cref="FormatException">The text is no object identifier.</exception>
    public static Oid Parse(string text) => Parse(text.AsSpan(), null);

    /// <inheritdoc/>
    public static Oid Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan(), provider);

    /// <inheritdoc/>
    public static Oid Parse(ReadOnlySpan<char> s, IFormatProvider? provider)
        => TryParse(s, provider, out var oid) ? oid : throw new FormatException($"'{s}' is not an object identifier.");

    /// <summary>Reads numbers with dots between them, if that is what the text holds.</summary>
    /// <param name="text">The numbers.</param>
    /// <param name="oid">What they say.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out Oid oid) => TryParse(text.AsSpan(), null, out oid);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Oid result) => TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Oid result)
    {
        result = default;
        Span<uint> numbers = stackalloc uint[MaxSubIdentifiers];
        var count = 0;
        var text = s.StartsWith('.') ? s[1..] : s;
        foreach (var part in text.Split('.'))
        {
            if (count == MaxSubIdentifiers || !uint.TryParse(text[part], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[count++]))
            {
                return false;
            }
        }

        if (!TryEncode(numbers[..count], out var bytes))
        {
            return false;
        }

        result = new Oid(bytes, 0, bytes.Length);
        return true;
    }

    /// <summary>Equality of the numbers.</summary>
    public static bool operator ==(Oid left, Oid right) => left.Equals(right);

    /// <summary>Inequality of the numbers.</summary>
    public static bool operator !=(Oid left, Oid right) => !left.Equals(right);

    /// <summary>The order of SNMP.</summary>
    public static bool operator <(Oid left, Oid right) => left.CompareTo(right) < 0;

    /// <summary>The order of SNMP.</summary>
    public static bool operator >(Oid left, Oid right) => left.CompareTo(right) > 0;

    /// <summary>The order of SNMP.</summary>
    public static bool operator <=(Oid left, Oid right) => left.CompareTo(right) <= 0;

    /// <summary>The order of SNMP.</summary>
    public static bool operator >=(Oid left, Oid right) => left.CompareTo(right) >= 0;

    private static int RestOfNumber(ReadOnlySpan<byte> encoded)
    {
        var length = 0;
        while (encoded[length] >= 0x80)
        {
            length++;
        }

        return length;
    }
}
