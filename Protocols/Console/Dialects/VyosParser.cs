using System.Text.RegularExpressions;

namespace Nms.Consoles.Dialects;

/// <summary>Reads what VyOS says: its own version, and the tables of Linux.</summary>
internal static partial class VyosParser
{
    public static void Parse(ConsoleTopic topic, string text, FactsBuilder facts)
    {
        if (topic != ConsoleTopic.Version)
        {
            LinuxParser.Parse(topic, text, facts);
            return;
        }

        facts.Vendor = "VyOS";
        facts.Version ??= Words.Group(Version(), text);
        facts.Platform ??= Told(Words.Group(Model(), text));
        facts.SerialNumber ??= Told(Words.Group(Serial(), text));
        facts.Uptime ??= Words.Duration(Words.Group(Uptime(), text));
    }

    // A virtual machine without one says so in a word.
    private static string? Told(string? value) => value is "Unknown" ? null : value;

    [GeneratedRegex(@"^Version:\s+(?:VyOS )?(\S[^\r\n]*)", RegexOptions.Multiline)]
    private static partial Regex Version();

    [GeneratedRegex(@"^Hardware model:[ \t]+(\S[^\r\n]*)", RegexOptions.Multiline)]
    private static partial Regex Model();

    [GeneratedRegex(@"^Hardware S/N:[ \t]+(\S+)", RegexOptions.Multiline)]
    private static partial Regex Serial();

    [GeneratedRegex(@"^Uptime:[^\r\n]* up +([^\r\n]+?),? +\d+ users?", RegexOptions.Multiline)]
    private static partial Regex Uptime();
}
