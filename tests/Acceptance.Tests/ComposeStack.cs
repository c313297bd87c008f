using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Nms.Acceptance.Tests;

/// <summary>The settings that docker-compose.yml gives a silo, for processes that run without containers.</summary>
internal static partial class ComposeStack
{
    public static Dictionary<string, string> SettingsOf(string service)
    {
        var parser = new MergingParser(new Parser(new StringReader(File.ReadAllText(Path.Combine(Root(), "docker-compose.yml")))));
        parser.Consume<StreamStart>();
        var stack = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(parser);
        var services = (Dictionary<object, object>)stack["services"];
        var environment = (Dictionary<object, object>)((Dictionary<object, object>)services[service])["environment"];
        // The administrator's password is chosen by whoever starts the stack.
        return environment.Where(entry => (string)entry.Key != "Nms__Admin__Password").ToDictionary(
            entry => (string)entry.Key,
            entry => Variable().Replace((string)entry.Value, match => match.Groups["default"].Value),
            StringComparer.Ordinal);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "docker-compose.yml")))
            folder = folder.Parent ?? throw new InvalidOperationException("docker-compose.yml is missing.");
        return folder.FullName;
    }

    [GeneratedRegex(@"\$\{\w+:-(?<default>[^}]*)\}")]
    private static partial Regex Variable();
}
