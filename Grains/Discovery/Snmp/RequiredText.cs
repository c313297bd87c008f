namespace Nms.Discovery.Snmp;

/// <summary>
/// Finds text that everything that fits a pattern has in it: what has not cannot fit, which is known without preparing the pattern. One for the
/// engine without backtracking takes milliseconds and a megabyte. Pure.
/// </summary>
internal static class RequiredText
{
    /// <summary>The longest such text that stands in the pattern outside of groups; null when there is none, or the pattern is not simple.</summary>
    public static string? Of(string pattern)
    {
        var (longest, run, depth) = ("", "", 0);
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\' when i + 1 < pattern.Length && !char.IsLetterOrDigit(pattern[i + 1]):
                    Take(pattern[++i]);
                    break;
                case '\\' when i + 1 < pattern.Length && "dDwWsSbBAZzrntfv".Contains(pattern[i + 1], StringComparison.Ordinal):
                    i++;
                    End();
                    break;
                case '\\' or '{':
                    return null;
                case '[' when EndOfClass(pattern, i) is { } end:
                    i = end;
                    End();
                    break;
                case '[':
                    return null;
                case '(' when HasOptions(pattern, i):
                    return null;
                case '(':
                    End();
                    depth++;
                    break;
                case ')':
                    depth--;
                    break;
                case '|' when depth == 0:
                    return null;
                case '?' or '*' when depth == 0 && run.Length > 0:
                    run = run[..^1];
                    End();
                    break;
                case '.' or '^' or '$' or '?' or '*' or '+' or '|':
                    End();
                    break;
                default:
                    Take(pattern[i]);
                    break;
            }
        }

        End();
        return longest.Length > 0 ? longest : null;

        void Take(char character) => run += depth == 0 ? character : "";

        void End() => (longest, run) = (run.Length > longest.Length ? run : longest, "");
    }

    /// <summary>Options within a pattern change what its characters mean; (?s) is about the dot alone, and (?: and (?&lt; are groups.</summary>
    private static bool HasOptions(string pattern, int at) =>
        pattern.AsSpan(at + 1) is ['?', not (':' or '<'), ..] rest && !rest.StartsWith("?s)", StringComparison.Ordinal);

    private static int? EndOfClass(string pattern, int at)
    {
        // The first may be a bracket itself.
        for (var i = at + (pattern.AsSpan(at + 1) is ['^', ..] ? 3 : 2); i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    return null;
                case ']':
                    return i;
            }
        }

        return null;
    }
}
