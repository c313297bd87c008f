using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Nms.Snmp;

/// <summary>
/// An object identifier (RFC 2578 §3.5): at most 128 sub-identifiers of 32 bits, ordered as SNMP orders them. The default value
/// is 0.0, zeroDotZero.
/// </summary>
/// <remarks>
/// Kept as its BER content, so that decoding, encoding, equality and prefixes are operations on bytes. One that was received is a
/// slice of its datagram.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
public readonly partial struct Oid : IEquatable<Oid>, IComparable<Oid>, ISpanParsable<Oid>
{
    /// <summary>RFC 2578 §3.5.</summary>
    internal const int MaxSubIdentifiers = 128;

    private static readonly byte[] s_zeroDotZero = [0];

    private readonly byte[]? _bytes;
    private readonly ushort _offset;
    private readonly ushort _length;

    /// <summary>Makes an object identifier of its numbers.</summary>
    /// <param name="subIdentifiers">Two to 128 of them.</param>
    /// <exception cref="ArgumentException">The numbers make no object identifier.</exception>
    public Oid(params ReadOnlySpan<uint> subIdentifiers)
    {
        if (!TryEncode(subIdentifiers, out var bytes))
        {
            throw new ArgumentException("An object identifier has 2 to 128 numbers, the first 0 to 2, the second below 40 unless the first is 2.", nameof(subIdentifiers));
        }

        _bytes = bytes;
        _length = (ushort)bytes.Length;
    }

    /// <summary>A slice of a datagram that <see cref="FindFlaw"/> has looked at.</summary>
    internal Oid(byte[] bytes, int offset, int length)
    {
        _bytes = bytes;
        _offset = (ushort)offset;
        _length = (ushort)length;
    }

    /// <summary>The content of its BER encoding.</summary>
    public ReadOnlySpan<byte> Encoded => _bytes is null ? s_zeroDotZero : _bytes.AsSpan(_offset, _length);

    /// <summary>How many numbers it has.</summary>
    public int Count
    {
        get
        {
            var count = 1;
            foreach (var octet in Encoded)
            {
                count += octet < 0x80 ? 1 : 0;
            }

            return count;
        }
    }

    /// <summary>The last number.</summary>
    public uint Last
    {
        get
        {
            Span<uint> numbers = stackalloc uint[MaxSubIdentifiers];
            return numbers[CopyTo(numbers) - 1];
        }
    }

    /// <summary>All its numbers.</summary>
    public uint[] ToArray()
    {
        Span<uint> numbers = stackalloc uint[MaxSubIdentifiers];
        return numbers[..CopyTo(numbers)].ToArray();
    }

    /// <summary>Writes its numbers.</summary>
    /// <param name="numbers">Where to; room for <see cref="Count"/>, at most 128.</param>
    /// <returns>How many there are.</returns>
    public int CopyTo(Span<uint> numbers)
    {
        var count = 0;
        ulong value = 0;
        foreach (var octet in Encoded)
        {
            value = (value << 7) | (octet & 0x7Fu);
            if (octet >= 0x80)
            {
                continue;
            }

            if (count == 0)
            {
                var first = Math.Min(value / 40, 2);
                numbers[count++] = (uint)first;
                value -= first * 40;
            }

            numbers[count++] = (uint)value;
            value = 0;
        }

        return count;
    }

    /// <summary>This identifier with more numbers after it.</summary>
    /// <param name="subIdentifiers">The numbers.</param>
    /// <exception cref="ArgumentException">It would have more than 128 numbers.</exception>
    public Oid Child(params ReadOnlySpan<uint> subIdentifiers)
    {
        Span<uint> numbers = stackalloc uint[MaxSubIdentifiers];
        var count = CopyTo(numbers);
        if (count + subIdentifiers.Length > MaxSubIdentifiers)
        {
            throw new ArgumentException("An object identifier has at most 128 numbers.", nameof(subIdentifiers));
        }

        subIdentifiers.CopyTo(numbers[count..]);
        return new Oid(numbers[..(count + subIdentifiers.Length)]);
    }

    /// <summary>True when this is <paramref name="prefix"/> or lies below it.</summary>
    /// <param name="prefix">The subtree.</param>
    public bool StartsWith(Oid prefix) => Encoded.StartsWith(prefix.Encoded);

    /// <summary>The numbers after a prefix: the index of a table's row.</summary>
    /// <param name="prefix">An identifier this one starts with.</param>
    /// <exception cref="ArgumentException">It does not start with it.</exception>
    public uint[] After(Oid prefix)
        => StartsWith(prefix) ? ToArray().AsSpan(prefix.Count).ToArray() : throw new ArgumentException($"{this} is not below {prefix}.", nameof(prefix));

    /// <summary>A copy that keeps no datagram in memory.</summary>
    public Oid ToOwned() => new(Encoded.ToArray(), 0, Encoded.Length);

    /// <summary>
    /// The identifier that a GETNEXT has to name for the answer to be this one: the greatest that comes before it and that an
    /// agent could know.
    /// </summary>
    internal Oid Predecessor()
    {
        var numbers = ToArray();
        if (numbers[^1] == 0)
        {
            return numbers.Length > 2 ? new Oid(numbers.AsSpan(0, numbers.Length - 1)) : this;
        }

        numbers[^1]--;
        return numbers.Length is > 2 and < MaxSubIdentifiers ? new Oid([.. numbers, uint.MaxValue]) : new Oid(numbers);
    }

    /// <summary>Finds what is wrong with the content of an encoded identifier.</summary>
    /// <returns>The index of the byte at fault, or -1.</returns>
    internal static int FindFlaw(ReadOnlySpan<byte> encoded)
    {
        if (encoded.IsEmpty)
        {
            return 0;
        }

        var count = 1;
        var limit = uint.MaxValue + 80ul;
        ulong value = 0;
        var start = true;
        for (var i = 0; i < encoded.Length; i++)
        {
            var octet = encoded[i];
            if (start && octet == 0x80)
            {
                return i;
            }

            value = (value << 7) | (octet & 0x7Fu);
            if (value > limit)
            {
                return i;
            }

            start = octet < 0x80;
            if (start)
            {
                value = 0;
                limit = uint.MaxValue;
                if (++count > MaxSubIdentifiers)
                {
                    return i;
                }
            }
        }

        return start ? -1 : encoded.Length - 1;
    }

    private static bool TryEncode(ReadOnlySpan<uint> numbers, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (numbers.Length is < 2 or > MaxSubIdentifiers || numbers[0] > 2 || (numbers[0] < 2 && numbers[1] >= 40))
        {
            return false;
        }

        Span<byte> room = stackalloc byte[MaxSubIdentifiers * 5];
        var length = Append(room, 0, (numbers[0] * 40ul) + numbers[1]);
        foreach (var number in numbers[2..])
        {
            length = Append(room, length, number);
        }

        bytes = room[..length].ToArray();
        return true;
    }

    private static int Append(Span<byte> room, int length, ulong number)
    {
        for (var shift = number >= 1ul << 28 ? 28 : number >= 1 << 21 ? 21 : number >= 1 << 14 ? 14 : number >= 1 << 7 ? 7 : 0; shift >= 0; shift -= 7)
        {
            room[length++] = (byte)((number >> shift) & 0x7F | (shift > 0 ? 0x80u : 0));
        }

        return length;
    }
}
