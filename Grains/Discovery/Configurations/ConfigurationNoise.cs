using System.Text.RegularExpressions;

namespace Nms.Discovery.Configurations;

/// <summary>Takes out of configurations what changes by itself, so that versions differ only where somebody changed something. Pure.</summary>
internal static partial class ConfigurationNoise
{
    public static string Remove(string text) => Noise().Replace(text, "").ReplaceLineEndings("\n").TrimEnd();

    [GeneratedRegex(
        @"^[ \t]*(?:!+ ?(?:Last configuration change|NVRAM config last updated|Running configuration last done at|No configuration change since|Time:|Command: |device: .* boot|# ).*|Building configuration\.\.\.|Current configuration ?:.*|ntp clock-period.*|Load for five secs.*|Time source is .*|# (?:[a-z]{3}/[0-9]{2}/[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}) .* by RouterOS.*|## Last (?:changed|commit):.*|// vyos-config-version.*)\r?$",
        RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Noise();
}
