using Nms.Discovery.Configurations;

namespace Nms.Grains.Tests.Discovery.Configurations;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void A_changed_line_stands_between_its_neighbours()
    {
        var diff = UnifiedDiff.Of("old", "a\nb\nc\nd\ne\nf\ng\nh\n", "new", "a\nb\nc\nd\nX\nf\ng\nh\n");

        Assert.Equal("--- old\n+++ new\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+X\n f\n g\n h", diff.TrimEnd('\n'));
    }

    [Fact]
    public void Equal_texts_differ_in_nothing_whatever_ends_their_lines() => Assert.Equal("", UnifiedDiff.Of("old", "a\r\nb", "new", "a\nb\n\n"));

    [Fact]
    public void A_diff_applied_to_the_old_text_gives_the_new_one()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var old = Enumerable.Range(0, random.Next(1, 60)).Select(_ => $"line {random.Next(8)}").ToList();
            var now = old.ToList();
            for (var change = random.Next(6); change > 0; change--)
            {
                var at = random.Next(now.Count + 1);
                if (random.Next(2) == 0 && now.Count > 1) now.RemoveAt(Math.Min(at, now.Count - 1));
                else now.Insert(at, $"new {random.Next(8)}");
            }

            Assert.Equal(now, Apply(old, UnifiedDiff.Of("old", string.Join('\n', old), "new", string.Join('\n', now))));
        }
    }

    [Fact]
    public void Texts_with_nothing_in_common_are_compared_in_bounded_time()
    {
        var old = Enumerable.Range(0, 20_000).Select(i => $"old {i}").Prepend("head").Append("tail").ToList();
        var now = Enumerable.Range(0, 20_000).Select(i => $"new {i}").Prepend("head").Append("tail").ToList();

        Assert.Equal(now, Apply(old, UnifiedDiff.Of("old", string.Join('\n', old), "new", string.Join('\n', now))));
    }

    private static List<string> Apply(List<string> old, string diff)
    {
        var result = new List<string>();
        var place = 0;
        foreach (var line in diff.TrimEnd('\n').Split('\n').Where(line => line.Length > 0).Skip(2))
        {
            if (line.StartsWith("@@", StringComparison.Ordinal))
            {
                var first = line.Split(' ')[1][1..].Split(',');
                var start = int.Parse(first[0], System.Globalization.CultureInfo.InvariantCulture);
                var from = first is [_, "0"] ? start : start - 1;
                result.AddRange(old[place..from]);
                place = from;
            }
            else if (line[0] == '+')
            {
                result.Add(line[1..]);
            }
            else
            {
                Assert.Equal(old[place], line[1..]);
                if (line[0] == ' ') result.Add(line[1..]);
                place++;
            }
        }

        return [.. result, .. old[place..]];
    }
}
