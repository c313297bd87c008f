using System.Buffers.Binary;

namespace Nms.Snmp.Codec;

/// <summary>
/// Writes BER from the end of a buffer to its start, so that every length is known when it is written. A buffer that is too small
/// is remembered, not thrown.
/// </summary>
internal ref struct BerWriter(Span<byte> buffer)
{
    public const byte Sequence = 0x30;

    private readonly Span<byte> _buffer = buffer;
    private int _start = buffer.Length;

    /// <summary>The first byte written.</summary>
    public readonly int Start => _start;

    /// <summary>True when something did not fit; what was written is then worthless.</summary>
    public bool Overflowed { get; private set; }

    public readonly ReadOnlySpan<byte> Written => _buffer[_start..];

    public void WriteInteger(long value, byte tag = (byte)SnmpType.Integer32)
    {
        var length = 1;
        while (length < 8 && value >> ((length * 8) - 1) is not (0 or -1))
        {
            length++;
        }

        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        WriteBytes(bytes[(8 - length)..], tag);
    }

    public void WriteUnsigned(ulong value, byte tag)
    {
        if (value <= long.MaxValue)
        {
            WriteInteger((long)value, tag);
            return;
        }

        Span<byte> bytes = stackalloc byte[9];
        bytes[0] = 0;
        BinaryPrimitives.WriteUInt64BigEndian(bytes[1..], value);
        WriteBytes(bytes, tag);
    }

    public void WriteBytes(scoped ReadOnlySpan<byte> content, byte tag)
    {
        var end = _start;
        WriteRaw(content);
        WriteHeader(end, tag);
    }

    public void WriteRaw(scoped ReadOnlySpan<byte> content)
    {
        if (Reserve(content.Length))
        {
            content.CopyTo(_buffer[_start..]);
        }
    }

    /// <summary>Closes an element that began, in writing order, when <see cref="Start"/> was <paramref name="end"/>.</summary>
    public void WriteHeader(int end, byte tag)
    {
        var length = end - _start;
        if (length < 0x80)
        {
            if (Reserve(2))
            {
                _buffer[_start + 1] = (byte)length;
                _buffer[_start] = tag;
            }
        }
        else if (length <= 0xFF)
        {
            if (Reserve(3))
            {
                _buffer[_start + 2] = (byte)length;
                _buffer[_start + 1] = 0x81;
                _buffer[_start] = tag;
            }
        }
        else if (length <= 0xFFFF)
        {
            if (Reserve(4))
            {
                BinaryPrimitives.WriteUInt16BigEndian(_buffer[(_start + 2)..], (ushort)length);
                _buffer[_start + 1] = 0x82;
                _buffer[_start] = tag;
            }
        }
        else
        {
            // No datagram holds an element of more than 65,535 bytes.
            Overflowed = true;
        }
    }

    private bool Reserve(int length)
    {
        if (Overflowed || length > _start)
        {
            Overflowed = true;
            return false;
        }

        _start -= length;
        return true;
    }
}
