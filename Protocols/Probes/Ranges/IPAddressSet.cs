using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Nms.Probes.Ranges;

namespace Nms.Probes;

/// <summary>
/// A set of addresses, kept as ascending ranges that neither overlap nor touch. Immutable and safe for all threads; its size in memory
/// is that of its ranges, however many addresses they have.
/// </summary>
public sealed class IPAddressSet : IEquatable<IPAddressSet>
{
    private static readonly char[] s_separators = [',', ';', ' ', '\t', '\r', '\n'];

    private readonly IPAddressRange[] _ranges;
    private readonly UInt128[] _before;

    /// <summary>The addresses of some ranges, in any order, overlapping or not.</summary>
    public IPAddressSet(params IEnumerable<IPAddressRange> ranges)
    {
        _ranges = Normalize(ranges ?? throw new ArgumentNullException(nameof(ranges)));
        _before = new UInt128[_ranges.Length];
        for (var i = 0; i < _ranges.Length; i++)
        {
            _before[i] = Count;
            Count = Count > UInt128.MaxValue - _ranges[i].Count ? UInt128.MaxValue : Count + _ranges[i].Count;
        }
    }

    /// <summary>The set without addresses.</summary>
    public static IPAddressSet Empty { get; } = new(Array.Empty<IPAddressRange>());

    /// <summary>The ranges, ascending, IPv4 first.</summary>
    public IReadOnlyList<IPAddressRange> Ranges => _ranges;

    /// <summary>How many addresses it has; 2^128 and more is given as 2^128 - 1.</summary>
    public UInt128 Count { get; }

    /// <summary>The address at a place of the ascending order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The set has no such place.</exception>
    public IPAddress this[UInt128 index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var (family, number) = At(index);
            return AddressNumber.ToAddress(number, family);
        }
    }

    /// <summary>
    /// Ranges separated by commas, semicolons or white space, as <see cref="IPAddressRange.Parse"/> reads them; those with a
    /// <c>!</c> before them are taken out: <c>10.0.0.0/16, !10.0.7.0/24</c>.
    /// </summary>
    /// <exception cref="FormatException">A part is no range; the message says which and why.</exception>
    public static IPAddressSet Parse(string text) => TryParse(text, out var set, out var error) ? set : throw new FormatException(error);

    /// <summary>Reads what <see cref="Parse"/> reads, and says what is wrong instead of throwing.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out IPAddressSet? set, [NotNullWhen(false)] out string? error)
    {
        var (included, excluded) = (new List<IPAddressRange>(), new List<IPAddressRange>());
        set = null;
        foreach (var part in (text ?? "").Split(s_separators, StringSplitOptions.RemoveEmptyEntries))
        {
            var isExcluded = part[0] == '!';
            if (!IPAddressRange.TryParse(isExcluded ? part[1..] : part, out var range, out error))
            {
                return false;
            }

            (isExcluded ? excluded : included).Add(range);
        }

        if (included.Count == 0)
        {
            error = "No range is named.";
            return false;
        }

        set = new IPAddressSet(included).Except(new IPAddressSet(excluded));
        error = null;
        return true;
    }

    /// <summary>Whether an address is in the set.</summary>
    public bool Contains(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var number = AddressNumber.Of(address);
        var place = Array.BinarySearch(_ranges, new IPAddressRange(address.AddressFamily, number, AddressNumber.Last(address.AddressFamily)));
        place = place >= 0 ? place : ~place - 1;
        return place >= 0 && _ranges[place].Contains(address);
    }

    /// <summary>The addresses of either set.</summary>
    public IPAddressSet Union(IPAddressSet other) => new(_ranges.Concat((other ?? throw new ArgumentNullException(nameof(other)))._ranges));

    /// <summary>The addresses of this set that the other does not have.</summary>
    public IPAddressSet Except(IPAddressSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var left = new List<IPAddressRange>();
        var cut = 0;
        foreach (var range in _ranges)
        {
            var first = range.FirstNumber;
            var isOver = false;
            while (cut < other._ranges.Length && IsBefore(other._ranges[cut], range))
            {
                cut++;
            }

            for (var i = cut; i < other._ranges.Length && !isOver && other._ranges[i].Family == range.Family && other._ranges[i].FirstNumber <= range.LastNumber; i++)
            {
                if (other._ranges[i].FirstNumber > first)
                {
                    left.Add(new IPAddressRange(range.Family, first, other._ranges[i].FirstNumber - 1));
                }

                isOver = other._ranges[i].LastNumber >= range.LastNumber;
                first = isOver ? first : other._ranges[i].LastNumber + 1;
            }

            if (!isOver)
            {
                left.Add(new IPAddressRange(range.Family, first, range.LastNumber));
            }
        }

        return new IPAddressSet(left);
    }

    /// <summary>The addresses both sets have.</summary>
    public IPAddressSet Intersect(IPAddressSet other) => Except(Except(other));

    /// <summary>All addresses, one after the other, without ever holding more than one.</summary>
    /// <param name="order">Scattered or ascending.</param>
    /// <param name="seed">Chooses among the scattered orders; the same seed gives the same order.</param>
    public IEnumerable<IPAddress> Enumerate(AddressOrder order = AddressOrder.Scattered, ulong seed = 0)
    {
        foreach (var (family, number) in EnumerateNumbers(order, seed, Count))
        {
            yield return AddressNumber.ToAddress(number, family);
        }
    }

    /// <summary>Some addresses of the set, none twice, spread evenly at random: a look at a range that is too large to visit.</summary>
    /// <remarks>An IPv6 subnet has 2^64 addresses (RFC 7707 §3.1): a sweep of all of them does not end.</remarks>
    public IEnumerable<IPAddress> Sample(int count, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return EnumerateNumbers(AddressOrder.Scattered, seed, UInt128.Min((UInt128)count, Count)).Select(pair => AddressNumber.ToAddress(pair.Number, pair.Family));
    }

    /// <inheritdoc/>
    public bool Equals(IPAddressSet? other) => other is not null && _ranges.AsSpan().SequenceEqual(other._ranges);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IPAddressSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _ranges.Aggregate(_ranges.Length, HashCode.Combine);

    /// <summary>The ranges, separated by commas.</summary>
    public override string ToString() => string.Join(", ", _ranges);

    internal IEnumerable<(AddressFamily Family, UInt128 Number)> EnumerateNumbers(AddressOrder order, ulong seed, UInt128 atMost)
    {
        if (order == AddressOrder.Ascending)
        {
            foreach (var range in _ranges)
            {
                for (var number = range.FirstNumber; ; number++)
                {
                    yield return (range.Family, number);
                    if (number == range.LastNumber)
                    {
                        break;
                    }
                }
            }

            yield break;
        }

        var permutation = new Permutation(Count, seed);
        for (UInt128 index = 0; index < atMost; index++)
        {
            yield return At(permutation[index]);
        }
    }

    private static bool IsBefore(IPAddressRange cut, IPAddressRange range) =>
        cut.Family == range.Family ? cut.LastNumber < range.FirstNumber : cut.Family == AddressFamily.InterNetwork;

    private static IPAddressRange[] Normalize(IEnumerable<IPAddressRange> ranges)
    {
        var sorted = ranges.Where(range => range.Family is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6).Order().ToList();
        var merged = new List<IPAddressRange>(sorted.Count);
        foreach (var range in sorted)
        {
            if (merged.Count > 0 && merged[^1] is var last && last.Family == range.Family
                && (last.LastNumber >= range.FirstNumber || last.LastNumber + 1 == range.FirstNumber))
            {
                merged[^1] = new IPAddressRange(last.Family, last.FirstNumber, UInt128.Max(last.LastNumber, range.LastNumber));
            }
            else
            {
                merged.Add(range);
            }
        }

        return [.. merged];
    }

    private (AddressFamily Family, UInt128 Number) At(UInt128 index)
    {
        var place = Array.BinarySearch(_before, index);
        var range = _ranges[place >= 0 ? place : ~place - 1];
        return (range.Family, range.FirstNumber + (index - _before[place >= 0 ? place : ~place - 1]));
    }
}
