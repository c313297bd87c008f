namespace Nms.Workflows.Expressions;

/// <summary>How large the automaton of a regular expression gets: counted repetitions write out what they repeat. Pure.</summary>
internal static class PatternSize
{
    private const int Endless = 1_000_000;

    /// <summary>An upper bound, in letters of the pattern as it is when every repetition is written out.</summary>
    public static int Of(string pattern)
    {
        // For each group that is open: its size, and that of its last part, which is what a count repeats.
        var open = new Stack<(long Size, long Last)>();
        (long Size, long Last) here = (1, 0);
        for (var i = 0; i < pattern.Length && here.Size < Endless; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    here = (here.Size + 1, 1);
                    break;
                case '[':
                    i = ClassEnd(pattern, i);
                    here = (here.Size + 1, 1);
                    break;
                case '(':
                    open.Push(here);
                    here = (1, 0);
                    break;
                case ')' when open.Count > 0:
                    var inner = here.Size;
                    here = (open.Pop().Size + inner, inner);
                    break;
                case '{' when Count(pattern, i) is { } count:
                    here = (here.Size + (here.Last * count), here.Last * (count + 1));
                    break;
                default:
                    here = (here.Size + 1, 1);
                    break;
            }
        }

        return (int)Math.Min(here.Size + open.Sum(outer => outer.Size), Endless);
    }

    /// <summary>Whether it has no groups of the special kinds, in some of which letters mean other things than <see cref="Of"/> takes them for.</summary>
    public static bool IsPlain(string pattern)
    {
        for (var at = pattern.IndexOf("(?", StringComparison.Ordinal); at >= 0; at = pattern.IndexOf("(?", at + 2, StringComparison.Ordinal))
        {
            if (!pattern.AsSpan(at + 2).StartsWith(":") && !pattern.AsSpan(at + 2).StartsWith("i)"))
            {
                return false;
            }
        }

        return true;
    }

    private static int ClassEnd(string pattern, int begin)
    {
        // A bracket that comes first is a letter of the class.
        var first = begin + 1 < pattern.Length && pattern[begin + 1] == '^' ? begin + 2 : begin + 1;
        for (var i = first; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
            {
                i++;
            }
            else if (pattern[i] == ']' && i > first)
            {
                return i;
            }
        }

        return pattern.Length;
    }

    /// <summary>The greatest number of times that a {n}, {n,} or {n,m} stands for; null for a brace that is none of them.</summary>
    private static long? Count(string pattern, int begin)
    {
        var end = pattern.IndexOf('}', begin);
        if (end < 0)
        {
            return null;
        }

        var most = 0L;
        foreach (var bound in pattern[(begin + 1)..end].Split(','))
        {
            if (bound.Length > 0 && !bound.All(char.IsAsciiDigit))
            {
                return null;
            }

            most = Math.Max(most, bound.Length == 0 ? 1 : bound.Length > 6 ? Endless : long.Parse(bound, System.Globalization.CultureInfo.InvariantCulture));
        }

        return most;
    }
}
