using System.Buffers.Binary;
using System.Numerics;

namespace Nms.Snmp.Security;

/// <summary>SHA-224 (FIPS 180-4), for RFC 7860's usmHMAC128SHA224AuthProtocol: .NET does not have it.</summary>
internal sealed class Sha224
{
    private const int Block = 64;

    private static readonly uint[] s_round = RoundConstants();

    private readonly uint[] _state =
        [0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4];

    private readonly byte[] _pending = new byte[Block];
    private int _pendingLength;
    private ulong _length;

    public static int HashData(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var hash = new Sha224();
        hash.Append(source);
        return hash.Finish(destination);
    }

    public void Append(ReadOnlySpan<byte> source)
    {
        _length += (ulong)source.Length;
        while (!source.IsEmpty)
        {
            var taken = Math.Min(Block - _pendingLength, source.Length);
            source[..taken].CopyTo(_pending.AsSpan(_pendingLength));
            source = source[taken..];
            _pendingLength += taken;
            if (_pendingLength == Block)
            {
                Compress();
                _pendingLength = 0;
            }
        }
    }

    public int Finish(Span<byte> destination)
    {
        var bits = _length * 8;
        Append([0x80]);
        while (_pendingLength != Block - 8)
        {
            Append([0]);
        }

        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(length, bits);
        Append(length);
        for (var i = 0; i < 7; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination[(i * 4)..], _state[i]);
        }

        return 28;
    }

    private void Compress()
    {
        Span<uint> w = stackalloc uint[64];
        for (var i = 0; i < 16; i++)
        {
            w[i] = BinaryPrimitives.ReadUInt32BigEndian(_pending.AsSpan(i * 4));
        }

        for (var i = 16; i < 64; i++)
        {
            var s0 = BitOperations.RotateRight(w[i - 15], 7) ^ BitOperations.RotateRight(w[i - 15], 18) ^ (w[i - 15] >> 3);
            var s1 = BitOperations.RotateRight(w[i - 2], 17) ^ BitOperations.RotateRight(w[i - 2], 19) ^ (w[i - 2] >> 10);
            w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }

        Span<uint> v = stackalloc uint[8];
        _state.CopyTo(v);
        for (var i = 0; i < 64; i++)
        {
            var e = v[4];
            var s1 = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            var t1 = v[7] + s1 + ((e & v[5]) ^ (~e & v[6])) + s_round[i] + w[i];
            var a = v[0];
            var s0 = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            var t2 = s0 + ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));
            v[..7].CopyTo(v[1..]);
            v[4] += t1;
            v[0] = t1 + t2;
        }

        for (var i = 0; i < 8; i++)
        {
            _state[i] += v[i];
        }
    }

    /// <summary>FIPS 180-4 §4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.</summary>
    private static uint[] RoundConstants()
    {
        var constants = new uint[64];
        var count = 0;
        for (var candidate = 2u; count < 64; candidate++)
        {
            if (IsPrime(candidate))
            {
                constants[count++] = (uint)CubeRoot((BigInteger)candidate << 96);
            }
        }

        return constants;
    }

    private static bool IsPrime(uint number)
    {
        for (var divisor = 2u; divisor * divisor <= number; divisor++)
        {
            if (number % divisor == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The 32 bits under the binary point: the root of a number shifted by three times 32.</summary>
    private static ulong CubeRoot(BigInteger number)
    {
        BigInteger low = 0, high = BigInteger.One << 36;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (middle * middle * middle <= number)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (ulong)(low & uint.MaxValue);
    }
}
