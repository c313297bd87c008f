using System.Text.RegularExpressions;

namespace Nms.Architecture.Tests;

/// <summary>Every instrument of ours is on the page that lists them, and the page lists no other.</summary>
public sealed partial class MetricTests
{
    private static readonly string s_page = Repository.Read("docs/reference/metrics.md").Split("## Queues")[0];

    [Fact]
    public void Instruments_and_their_page_agree()
    {
        var made = Repository.Files(".cs")
            .Where(path => char.IsUpper(Repository.Relative(path)[0]))
            .SelectMany(path => Instrument().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value))
            .Distinct().Order(StringComparer.Ordinal);
        var documented = Row().Matches(s_page)
            .SelectMany(row => Name().Matches(row.Groups[1].Value).Select(match => match.Groups[1].Value))
            .Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(documented, made);
    }

    [GeneratedRegex("Create(?:Observable)?(?:Counter|Gauge|Histogram)(?:<\\w+>)?\\(\\s*\"([^\"]+)\"")]
    private static partial Regex Instrument();

    [GeneratedRegex(@"^\| ((?:`(?:nms|gns3)\.[^|]+))\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`((?:nms|gns3)[^`]*)`")]
    private static partial Regex Name();
}
