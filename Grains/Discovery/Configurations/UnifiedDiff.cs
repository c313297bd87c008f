using System.Globalization;
using System.Text;
using DiffPlex.Renderer;

namespace Nms.Discovery.Configurations;

/// <summary>Differences between texts as diff -u writes them. How a text ends is not told: configurations differ in that without meaning it. Pure.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>Lines that differ, of one text times of the other, up to which the fewest changes are looked for.</summary>
    private const long MostLooked = 25_000_000;

    /// <summary>The differences; empty when there are none.</summary>
    public static string Of(string oldName, string oldText, string newName, string newText)
    {
        var (before, after) = (Plain(oldText), Plain(newText));
        if (before == after)
        {
            return "";
        }

        var (old, now) = (before.Split('\n'), after.Split('\n'));
        var head = 0;
        while (head < Math.Min(old.Length, now.Length) && old[head] == now[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < Math.Min(old.Length, now.Length) - head && old[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }

        return (long)(old.Length - head - tail) * (now.Length - head - tail) > MostLooked
            ? Coarse(oldName, old, newName, now, head, tail)
            : UnidiffRenderer.GenerateUnidiff(before, after, oldName, newName, ignoreWhitespace: false, ignoreCase: false, Context).ReplaceLineEndings("\n");
    }

    /// <summary>All between the first and the last difference as one change: right, if not the shortest, and in linear time.</summary>
    private static string Coarse(string oldName, string[] old, string newName, string[] now, int head, int tail)
    {
        var (from, behind) = (Math.Max(0, head - Context), Math.Min(tail, Context));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"--- {oldName}\n+++ {newName}\n@@ -{from + 1},{old.Length - tail + behind - from} +{from + 1},{now.Length - tail + behind - from} @@\n");
        Lines(' ', old[from..head]);
        Lines('-', old[head..^tail]);
        Lines('+', now[head..^tail]);
        Lines(' ', old[^tail..][..behind]);
        return text.ToString();

        void Lines(char mark, string[] lines)
        {
            foreach (var line in lines)
            {
                text.Append(mark).Append(line).Append('\n');
            }
        }
    }

    private static string Plain(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');
}
