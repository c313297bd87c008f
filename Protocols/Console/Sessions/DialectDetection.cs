using System.Text.RegularExpressions;

namespace Nms.Consoles.Sessions;

/// <summary>Finds out whose console it is, from what it says by itself and from its answer to "show version", which harms nobody.</summary>
internal static partial class DialectDetection
{
    public const string Probe = "show version";

    /// <summary>The dialect, where banner and prompt leave no doubt.</summary>
    public static ConsoleDialect? FromPrompt(string banner, string prompt)
    {
        if (RouterOs().IsMatch(prompt)) return ConsoleDialect.RouterOs;
        if (prompt.EndsWith('$') && (banner.Contains("VyOS", StringComparison.OrdinalIgnoreCase) || prompt.Contains("vyos@", StringComparison.OrdinalIgnoreCase)))
            return ConsoleDialect.Vyos;
        if (JunosUser().IsMatch(prompt)) return ConsoleDialect.Junos;
        return Shell().IsMatch(prompt) ? ConsoleDialect.Linux : null;
    }

    /// <summary>The dialect by the answer to the probe.</summary>
    public static ConsoleDialect? FromProbe(string answer)
    {
        if (answer.Contains("Virtual PC Simulator", StringComparison.Ordinal)) return ConsoleDialect.Vpcs;
        if (answer.Contains("NX-OS", StringComparison.Ordinal) || answer.Contains("Nexus", StringComparison.Ordinal)) return ConsoleDialect.NxOs;
        if (answer.Contains("Arista", StringComparison.Ordinal)) return ConsoleDialect.Eos;
        if (answer.Contains("VyOS", StringComparison.Ordinal)) return ConsoleDialect.Vyos;
        if (answer.Contains("FRRouting", StringComparison.Ordinal) || answer.Contains("Quagga", StringComparison.Ordinal)) return ConsoleDialect.Vtysh;
        if (answer.Contains("Junos", StringComparison.OrdinalIgnoreCase)) return ConsoleDialect.Junos;
        if (answer.Contains("IOS", StringComparison.Ordinal)) return ConsoleDialect.Ios;
        return answer.Contains("not found", StringComparison.Ordinal) ? ConsoleDialect.Linux : null;
    }

    [GeneratedRegex(@"^\[[^\]\s]+@[^\]]+\] ?[\w/ <>\-]*>$")]
    private static partial Regex RouterOs();

    [GeneratedRegex(@"^[\w.\-]+@[\w.\-]+>$")]
    private static partial Regex JunosUser();

    [GeneratedRegex(@"^([#$]|(/|~)\S* ?[#$]|(ba|a|da)?sh(-[\d.]+)?[#$]|\[?[\w.\-]+@[\w.\-]+[: ]\S*?\]? ?[#$])$")]
    private static partial Regex Shell();
}
