using System.Buffers.Binary;
using System.IO.Compression;

namespace Nms.Api.Topology;

/// <summary>
/// One gzip stream out of a head that changes with every answer and a tail that was compressed once: the head becomes a
/// stored block before the tail's blocks (RFC 1951 §3.2.4), and the two checksums are combined by arithmetic.
/// </summary>
internal sealed class SplicedGzip
{
    private const uint Polynomial = 0xEDB88320;
    private const int HeaderLength = 10;
    private const int TrailerLength = 8;

    private static readonly byte[] s_header = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255];

    private readonly ReadOnlyMemory<byte> _blocks;
    private readonly uint _checksum;
    private readonly uint _shift;
    private readonly int _length;

    public SplicedGzip(ReadOnlySpan<byte> tail)
    {
        ArgumentOutOfRangeException.ThrowIfZero(tail.Length);
        using var compressed = new MemoryStream(tail.Length / 4);
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(tail);
        }

        var whole = compressed.ToArray().AsMemory();
        _blocks = whole[HeaderLength..^TrailerLength];
        _checksum = BinaryPrimitives.ReadUInt32LittleEndian(whole.Span[^TrailerLength..]);
        _shift = PowerOfX(8L * tail.Length);
        _length = tail.Length;
    }

    public int Size => _blocks.Length;

    /// <summary>The bytes before <see cref="Tail"/>: gzip header and the head as a stored block.</summary>
    public static byte[] Head(ReadOnlySpan<byte> head)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(head.Length, ushort.MaxValue);
        var bytes = new byte[HeaderLength + 5 + head.Length];
        s_header.CopyTo(bytes, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(HeaderLength + 1), (ushort)head.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(HeaderLength + 3), (ushort)~head.Length);
        head.CopyTo(bytes.AsSpan(HeaderLength + 5));
        return bytes;
    }

    /// <summary>The compressed tail, the same for every head.</summary>
    public ReadOnlyMemory<byte> Tail => _blocks;

    /// <summary>The bytes after <see cref="Tail"/>: checksum and length of head and tail together.</summary>
    public byte[] Trailer(ReadOnlySpan<byte> head)
    {
        var bytes = new byte[TrailerLength];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Multiply(_shift, Checksum(head)) ^ _checksum);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)(head.Length + _length));
        return bytes;
    }

    // Heads are a hundred bytes: a table would be larger than the work.
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
            }
        }

        return ~crc;
    }

    /// <summary>The product of two polynomials over GF(2), modulo the CRC polynomial, lowest power in the highest bit.</summary>
    private static uint Multiply(uint a, uint b)
    {
        uint product = 0;
        for (var mask = 1u << 31; mask != 0; mask >>= 1)
        {
            if ((a & mask) != 0)
            {
                product ^= b;
            }

            b = (b & 1) != 0 ? (b >> 1) ^ Polynomial : b >> 1;
        }

        return product;
    }

    /// <summary>x to the power of <paramref name="exponent"/>, modulo the CRC polynomial.</summary>
    private static uint PowerOfX(long exponent)
    {
        var result = 1u << 31;
        for (var square = 1u << 30; exponent != 0; exponent >>= 1, square = Multiply(square, square))
        {
            if ((exponent & 1) != 0)
            {
                result = Multiply(result, square);
            }
        }

        return result;
    }
}
