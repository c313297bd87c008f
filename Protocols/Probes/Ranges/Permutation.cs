namespace Nms.Probes.Ranges;

/// <summary>
/// A permutation of the numbers below a count, computed and not stored: a Feistel network over the next even number of bits,
/// repeated while it leaves the range (cycle walking; four rounds on average at most).
/// </summary>
internal readonly struct Permutation
{
    private const int Rounds = 4;

    private readonly UInt128 _count;
    private readonly int _halfBits;
    private readonly ulong _mask;
    private readonly ulong _seed;

    public Permutation(UInt128 count, ulong seed)
    {
        _count = count;
        _seed = seed;
        var bits = 128 - (int)UInt128.LeadingZeroCount(count <= 1 ? 1 : count - 1);
        _halfBits = (bits + 1) / 2;
        _mask = _halfBits == 64 ? ulong.MaxValue : (1UL << _halfBits) - 1;
    }

    public UInt128 this[UInt128 index]
    {
        get
        {
            var value = index;
            do
            {
                value = Shuffle(value);
            }
            while (value >= _count);
            return value;
        }
    }

    private UInt128 Shuffle(UInt128 value)
    {
        var left = (ulong)(value >> _halfBits) & _mask;
        var right = (ulong)value & _mask;
        for (var round = 0; round < Rounds; round++)
        {
            (left, right) = (right, left ^ (Mix(right + (_seed ^ ((ulong)round * 0x9E3779B97F4A7C15))) & _mask));
        }

        return ((UInt128)left << _halfBits) | right;
    }

    /// <summary>The finalizer of SplitMix64.</summary>
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
