using System.Globalization;
using System.Text.RegularExpressions;

namespace Nms.Silo.Tests.Telemetry;

/// <summary>A strict reader of Prometheus' text format, version 0.0.4: what it does not know is an error.</summary>
internal sealed partial class Exposition
{
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly List<Sample> _samples = [];

    public IReadOnlyDictionary<string, string> Types => _types;

    public IReadOnlyList<Sample> Samples => _samples;

    public static Exposition Parse(string text)
    {
        var exposition = new Exposition();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            exposition.Take(line);

        var repeated = exposition._samples.GroupBy(sample => (sample.Name, sample.Labels)).Where(group => group.Count() > 1).Select(group => $"{group.Key}");
        Assert.Empty(repeated);
        return exposition;
    }

    private void Take(string line)
    {
        if (TypeLine().Match(line) is { Success: true } type)
        {
            Assert.True(_types.TryAdd(type.Groups[1].Value, type.Groups[2].Value), $"The type is given twice: {line}");
        }
        else if (!HelpLine().IsMatch(line) && line != "# EOF")
        {
            var sample = SampleLine().Match(line);
            Assert.True(sample.Success, $"This is no sample: {line}");
            var name = sample.Groups["name"].Value;
            Assert.True(_types.ContainsKey(name) || _types.ContainsKey(Suffix().Replace(name, "")), $"No type was given before: {line}");
            _samples.Add(new Sample(name, sample.Groups["labels"].Value, Number(sample.Groups["value"].Value)));
        }
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^# (HELP|UNIT) [a-zA-Z_:][a-zA-Z0-9_:]* .*$")]
    private static partial Regex HelpLine();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\["\\n])*",?)*)\})? (?<value>[+-]?Inf|NaN|[-+0-9.eE]+)( [0-9]+)?$""")]
    private static partial Regex SampleLine();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();

    internal sealed record Sample(string Name, string Labels, double Value);
}
