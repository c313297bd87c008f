namespace Nms.Equipment;

/// <summary>Sorts names as people do: R2 before R10, whatever the case. Pure.</summary>
internal sealed class NaturalOrder : IComparer<string?>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var one = x.AsSpan();
        var other = y.AsSpan();
        while (one is not [] && other is not [])
        {
            var order = char.IsAsciiDigit(one[0]) && char.IsAsciiDigit(other[0])
                ? CompareNumbers(ref one, ref other)
                : char.ToUpperInvariant(one[0]).CompareTo(char.ToUpperInvariant(other[0]));
            if (order != 0)
            {
                return order;
            }

            if (one is not [] && other is not [])
            {
                one = one[1..];
                other = other[1..];
            }
        }

        var byLength = one.Length.CompareTo(other.Length);
        return byLength != 0 ? byLength : string.CompareOrdinal(x, y);
    }

    /// <summary>Compares the numbers that both begin with and leaves their last digits to be skipped.</summary>
    private static int CompareNumbers(ref ReadOnlySpan<char> one, ref ReadOnlySpan<char> other)
    {
        var (mine, theirs) = (Digits(one), Digits(other));
        var number = one[..mine].TrimStart('0');
        var against = other[..theirs].TrimStart('0');
        one = one[(mine - 1)..];
        other = other[(theirs - 1)..];
        return number.Length != against.Length ? number.Length.CompareTo(against.Length) : number.SequenceCompareTo(against);
    }

    private static int Digits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : text.Length;
}
