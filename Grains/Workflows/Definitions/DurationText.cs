using System.Globalization;
using System.Text.RegularExpressions;

namespace Nms.Workflows.Definitions;

/// <summary>Spans of time as definitions write them: 500ms, 30s, 5m, 1h30m, 2d. Pure.</summary>
internal static partial class DurationText
{
    private const double LongestSeconds = 366 * 86_400d;

    /// <summary>Reads one; null for what is none, or is longer than 366 days.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (Form.Match(text) is not { Success: true } match || text.Length == 0)
        {
            return null;
        }

        var seconds = (Part(match, "d") * 86_400) + (Part(match, "h") * 3_600) + (Part(match, "m") * 60) + Part(match, "s") + (Part(match, "ms") / 1_000);
        return seconds <= LongestSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static double Part(Match match, string unit) =>
        match.Groups[unit] is { Success: true } group ? double.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^(?:(?<d>[0-9]{1,6}(?:\.[0-9]{1,3})?)d)?(?:(?<h>[0-9]{1,6}(?:\.[0-9]{1,3})?)h)?(?:(?<m>[0-9]{1,8}(?:\.[0-9]{1,3})?)m(?!s))?(?:(?<s>[0-9]{1,9}(?:\.[0-9]{1,3})?)s)?(?:(?<ms>[0-9]{1,12})ms)?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Form { get; }
}
