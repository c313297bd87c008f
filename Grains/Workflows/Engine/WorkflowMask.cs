using System.Text.RegularExpressions;

namespace Nms.Workflows.Engine;

/// <summary>Hides secrets in what is shown of a run. Pure.</summary>
internal static partial class WorkflowMask
{
    /// <summary>The text with every protected secret replaced.</summary>
    public static string Text(string text) => Token.Replace(text, "***");

    public static string? TextOrNull(string? text) => text is null ? null : Text(text);

    [GeneratedRegex("nms-secret:[A-Za-z0-9_-]+;", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Token { get; }
}
