using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Nms.Access;

namespace Nms.Consoles;

/// <summary>Which commands may be typed at which dialect. Pure.</summary>
internal static class ConsoleCommandRules
{
    /// <summary>Characters of one command at most.</summary>
    public const int LongestCommand = 512;

    private const string Wildcard = "[A-Za-z0-9 .,:/@+=%_-]*";

    private static readonly string[] s_routers = ["show *", "ping *", "traceroute *"];

    /// <summary>Commands that change nothing. What ends only when it is interrupted is given a count.</summary>
    private static readonly FrozenDictionary<string, string[]> s_reading = new Dictionary<string, string[]>
    {
        [ConsoleDialect.Vpcs.Name] = ["show", "show *", "ping *", "trace *", "arp", "version"],
        [ConsoleDialect.Ios.Name] = s_routers,
        [ConsoleDialect.NxOs.Name] = s_routers,
        [ConsoleDialect.Eos.Name] = s_routers,
        [ConsoleDialect.Vtysh.Name] = ["show *"],
        [ConsoleDialect.Vyos.Name] = ["show *", "ping * count *", "traceroute *"],
        [ConsoleDialect.Junos.Name] = ["show *", "show * | no-more", "ping * count *", "traceroute *"],
        [ConsoleDialect.RouterOs.Name] = ["/ping * count=*"],
        [ConsoleDialect.Linux.Name] =
        [
            "ip address", "ip addr", "ip -br addr", "ip addr show *", "ip link", "ip -br link", "ip link show *", "ip route", "ip -6 route", "ip route show *", "ip route get *",
            "ip neigh", "ip neigh show *", "ifconfig", "route -n", "arp -n", "netstat -rn", "ss -tln", "ss -uln", "ping -c *", "traceroute *", "uptime", "uname -a", "hostname",
            "cat /etc/os-release", "cat /etc/resolv.conf", "df -h", "free", "ps",
        ],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Why a text cannot be a command or a pattern of commands; null when it can.</summary>
    public static string? Complaint(string text) =>
        string.IsNullOrWhiteSpace(text) ? "is required"
        : text.Length > LongestCommand ? $"must have at most {LongestCommand} characters"
        : text.Any(c => c is < ' ' or > '~') ? "must be one line of printable ASCII"
        : null;

    /// <summary>Whether a command may be typed.</summary>
    /// <param name="dialect">What the console speaks.</param>
    /// <param name="command">The command.</param>
    /// <param name="mayWrite">Whether the caller has console.write.</param>
    /// <param name="added">Commands of the settings.</param>
    public static bool IsPermitted(ConsoleDialect dialect, string command, bool mayWrite, IEnumerable<PermittedCommand> added)
    {
        var plain = Plain(command);
        return dialect.Commands.Any(own => own.Text == plain) || Patterns(dialect, mayWrite, added).Any(pattern => Matches(pattern, plain));
    }

    /// <summary>The patterns that apply, for telling.</summary>
    public static IEnumerable<string> Patterns(ConsoleDialect dialect, bool mayWrite, IEnumerable<PermittedCommand> added) =>
        (s_reading.GetValueOrDefault(dialect.Name) ?? []).Concat(added
            .Where(one => one.Dialect == dialect.Name && (mayWrite || one.Permission == Permissions.ConsoleRead))
            .Select(one => Plain(one.Pattern)));

    private static bool Matches(string pattern, string command) =>
        Regex.IsMatch(command, $"^{string.Join(Wildcard, pattern.Split('*').Select(Regex.Escape))}$", RegexOptions.NonBacktracking);

    private static string Plain(string command) => string.Join(' ', command.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
