using System.Text.RegularExpressions;

namespace Nms.Consoles.Sessions;

/// <summary>Tells what a line asks for before its prompt is known.</summary>
internal static partial class LineReading
{
    public static LineKind Read(ReadOnlySpan<char> line, ConsoleDialect? dialect)
    {
        if (line.IsWhiteSpace()) return LineKind.Empty;
        // Every pattern below looks at the end or at a short beginning; nobody's prompt is longer.
        if (line.Length > 300) line = line[^300..];
        if (Pager().IsMatch(line)) return LineKind.Pager;
        if (Password().IsMatch(line)) return LineKind.Password;
        if (Login().IsMatch(line)) return LineKind.Login;
        if (Question().IsMatch(line)) return LineKind.Question;
        if ((dialect?.Prompt ?? AnyPrompt()).IsMatch(line)) return LineKind.Prompt;
        return HalfCommand().IsMatch(line) ? LineKind.HalfCommand : LineKind.Other;
    }

    /// <summary>What turns the page; "(END)" is the last one.</summary>
    public static string TurnPage(ReadOnlySpan<char> line)
        => line.Contains("(END)", StringComparison.Ordinal) ? "q" : line.Contains("[Q quit", StringComparison.OrdinalIgnoreCase) ? "D" : " ";

    /// <summary>Whether a question may be answered: with no, to reading a licence.</summary>
    public static bool IsAboutLicence(ReadOnlySpan<char> line)
        => line.Contains("see the software license", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"(--\s?more\s?--|---\(more( \d{1,3}%)?\)---|<--- more --->|\(END\)|-- \[Q quit[^\]]{0,40}\])[^\w]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Pager();

    [GeneratedRegex(@"pass(word|code|phrase)[^:]{0,40}:\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Password();

    [GeneratedRegex(@"(^|\s)(login|username|user name|user)\s{0,3}:\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Login();

    [GeneratedRegex(@"(\[y(es)?/n(o)?\]|\(y(es)?/n(o)?\)|new password>)\s{0,3}[:?]?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Question();

    // A line of number signs is the frame of a banner; a prompt of signs only is one sign.
    [GeneratedRegex(@"^(?=[^\r\n]*[\w~/]|[#$>] ?$)(\[[^\]\r\n]{1,100}\] ?[\w/ <>\-]{0,60}>|[^\s%]{1,80}[>#$]|[^\s]{1,40}@[^\s]{1,60}[%]|[^\s%]{0,60} ?[#$]|[^\s]{1,60}@[^\r\n]{1,60}[#$]) ?$")]
    private static partial Regex AnyPrompt();

    [GeneratedRegex(@"^(\[[^\]\s]{1,50}@[^\]\s]{1,50}\] ?[\w/ \-]{0,60}> |[\w.:@~/\-\[\]]{1,80}(\([^)]{0,40}\))?[>#$] ?)\S")]
    private static partial Regex HalfCommand();
}
