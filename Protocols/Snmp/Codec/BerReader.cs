namespace Nms.Snmp.Codec;

/// <summary>
/// Reads BER as SNMP uses it (RFC 3417 §8): definite lengths, single-byte tags. The first flaw is remembered with its place and
/// ends the reading; nothing is thrown and nothing is allocated.
/// </summary>
/// <remarks>
/// Tolerated because equipment sends it and it can mean one thing only: lengths in a longer form than needed, numbers with
/// leading zeros within the width of their type, and an unsigned number that lacks the zero byte of its sign.
/// </remarks>
internal ref struct BerReader(ReadOnlySpan<byte> data, int start, int end)
{
    private readonly ReadOnlySpan<byte> _data = data[..end];

    public BerReader(ReadOnlySpan<byte> data)
        : this(data, 0, data.Length)
    {
    }

    public int Position { get; private set; } = start;

    public SnmpFormatError Error { get; private set; }

    public readonly bool Failed => Error.Exists;

    public readonly bool AtEnd => Position >= _data.Length;

    public readonly int End => _data.Length;

    /// <summary>The tag that comes next; 0 when nothing does.</summary>
    public readonly byte NextTag => AtEnd ? (byte)0 : _data[Position];

    public void Fail(SnmpFormatErrorKind kind, int offset)
    {
        if (!Failed)
        {
            Error = new SnmpFormatError(kind, offset);
        }

        Position = _data.Length;
    }

    /// <summary>Reads an element that holds others, and gives a reader of them.</summary>
    public BerReader ReadConstructed(byte tag)
    {
        var length = ReadHeader(tag);
        var inner = new BerReader(_data, Position, Failed ? Position : Position + length);
        inner.Error = Error;
        Position += Failed ? 0 : length;
        return inner;
    }

    /// <summary>Reads the outermost element, which nothing may follow and which no datagram is too small for.</summary>
    public BerReader ReadMessage()
    {
        if (_data.Length > ushort.MaxValue)
        {
            Fail(SnmpFormatErrorKind.WrongLength, ushort.MaxValue);
        }

        var message = ReadConstructed(BerWriter.Sequence);
        ExpectEnd();
        message.Adopt(this);
        return message;
    }

    /// <summary>Reads tag and length and gives the length; the content is there.</summary>
    public int ReadHeader(byte tag)
    {
        if (NextTag != tag || AtEnd)
        {
            Fail(AtEnd ? SnmpFormatErrorKind.Truncated : SnmpFormatErrorKind.UnexpectedTag, Position);
            return 0;
        }

        Position++;
        return ReadLength();
    }

    public long ReadInteger(int width, byte tag = (byte)SnmpType.Integer32)
    {
        var length = ReadHeader(tag);
        if (Failed)
        {
            return 0;
        }

        if (length == 0 || length > width)
        {
            Fail(length == 0 ? SnmpFormatErrorKind.WrongLength : SnmpFormatErrorKind.IntegerOutOfRange, Position);
            return 0;
        }

        long value = (sbyte)_data[Position];
        for (var i = 1; i < length; i++)
        {
            value = (value << 8) | _data[Position + i];
        }

        Position += length;
        return value;
    }

    public int ReadInt32() => (int)ReadInteger(4);

    /// <summary>Reads a number that the standard bounds.</summary>
    public int ReadInt32(int least, int most)
    {
        var at = Position;
        var value = ReadInt32();
        if (!Failed && (value < least || value > most))
        {
            Fail(SnmpFormatErrorKind.IntegerOutOfRange, at);
        }

        return value;
    }

    public ulong ReadUnsigned(int width, byte tag)
    {
        var length = ReadHeader(tag);
        if (Failed)
        {
            return 0;
        }

        if (length == 0 || length > width + 1 || (length == width + 1 && _data[Position] != 0))
        {
            Fail(length == 0 ? SnmpFormatErrorKind.WrongLength : SnmpFormatErrorKind.IntegerOutOfRange, Position);
            return 0;
        }

        ulong value = 0;
        for (var i = 0; i < length; i++)
        {
            value = (value << 8) | _data[Position + i];
        }

        // Fewer octets than the width and a sign: the number is negative, which no unsigned type has.
        if (length < width && _data[Position] >= 0x80)
        {
            Fail(SnmpFormatErrorKind.IntegerOutOfRange, Position);
            return 0;
        }

        Position += length;
        return value;
    }

    /// <summary>Reads a string of bytes and says where its content lies.</summary>
    public Range ReadRange(byte tag, int least = 0, int most = int.MaxValue)
    {
        var length = ReadHeader(tag);
        if (!Failed && (length < least || length > most))
        {
            Fail(SnmpFormatErrorKind.WrongLength, Position);
        }

        if (Failed)
        {
            return default;
        }

        var range = new Range(Position, Position + length);
        Position += length;
        return range;
    }

    public ReadOnlySpan<byte> ReadBytes(byte tag, int least = 0, int most = int.MaxValue)
    {
        var range = ReadRange(tag, least, most);
        return Failed ? [] : _data[range];
    }

    /// <summary>Reads the range of an object identifier without flaw.</summary>
    public Range ReadOid()
    {
        var range = ReadRange((byte)SnmpType.ObjectIdentifier);
        if (!Failed && Oid.FindFlaw(_data[range]) is >= 0 and var flaw)
        {
            Fail(SnmpFormatErrorKind.BadObjectIdentifier, range.Start.Value + flaw);
        }

        return range;
    }

    /// <summary>Says that nothing may follow.</summary>
    public void ExpectEnd()
    {
        if (!AtEnd)
        {
            Fail(SnmpFormatErrorKind.TrailingBytes, Position);
        }
    }

    /// <summary>Takes over the flaw that the reader of an inner element found.</summary>
    public void Adopt(BerReader inner)
    {
        if (inner.Failed)
        {
            Fail(inner.Error.Kind, inner.Error.Offset);
        }
    }

    private int ReadLength()
    {
        if (AtEnd)
        {
            Fail(SnmpFormatErrorKind.Truncated, Position);
            return 0;
        }

        var at = Position;
        uint length = _data[Position++];
        if (length >= 0x80)
        {
            var octets = (int)length & 0x7F;
            if (octets is 0 or > 4)
            {
                Fail(SnmpFormatErrorKind.BadLength, at);
                return 0;
            }

            length = 0;
            for (; octets > 0 && !AtEnd; octets--)
            {
                length = (length << 8) | _data[Position++];
            }

            if (octets > 0)
            {
                Fail(SnmpFormatErrorKind.Truncated, at);
                return 0;
            }
        }

        if (length > _data.Length - Position)
        {
            Fail(SnmpFormatErrorKind.Truncated, at);
            return 0;
        }

        return (int)length;
    }
}
