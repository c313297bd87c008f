using System.Text.RegularExpressions;
using Nms.Silo.Settings;
using Nms.Testing;

namespace Nms.Silo.Tests.Settings;

/// <summary>The page that lists the settings and the program that reads them agree.</summary>
public sealed partial class KnownSettingsTests
{
    [Fact]
    public void Every_setting_on_the_page_is_read()
    {
        var unread = Keys().Matches(File.ReadAllText(Page()))
            .SelectMany(row => Key().Matches(row.Groups[1].Value).Select(key => key.Groups[1].Value))
            .Where(key => KnownSettings.Sections.Any(section => key.StartsWith(section + ":", StringComparison.Ordinal)))
            .Where(key => !KnownSettings.All.Any(setting => setting.Matches(key)))
            // A list is written with its first number, or as a whole.
            .Where(key => !KnownSettings.All.Any(setting => setting.Matches(key + ":0")));

        Assert.Empty(unread);
    }

    private static string Page() => Path.Combine(Repository.Root, "docs/reference/configuration.md");

    [GeneratedRegex(@"^\| ([^|]+)\|", RegexOptions.Multiline)]
    private static partial Regex Keys();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Key();
}
