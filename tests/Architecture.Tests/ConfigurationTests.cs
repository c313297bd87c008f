using System.Reflection;
using System.Text.RegularExpressions;
using Nms.Silo.Hosting;

namespace Nms.Architecture.Tests;

/// <summary>Every setting that the program reads is on the page that lists them.</summary>
public sealed partial class ConfigurationTests
{
    private static readonly string s_page = Repository.Read("docs/reference/configuration.md");

    [Fact]
    public void Every_setting_of_the_host_is_documented()
    {
        var keys = typeof(SiloSettings).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral && field.Name.EndsWith("Key", StringComparison.Ordinal))
            .Select(field => (string)field.GetRawConstantValue()!);

        Assert.All(keys, key => Assert.Contains($"`{key}`", s_page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_options_class_with_a_section_is_documented()
    {
        var undocumented = Repository.ShippedAssemblies
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal))
            .Select(type => (Type: type, Section: type.GetField("Section")?.GetRawConstantValue() as string))
            .Where(options => options.Section is not null)
            .SelectMany(options => options.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => $"{options.Section}:{property.Name}"))
            .Where(key => !DocumentedKeys().Any(documented => documented == key || documented.StartsWith($"{key}:", StringComparison.Ordinal)));

        Assert.Empty(undocumented);
    }

    /// <summary>The keys of the page's tables, <c>&lt;name&gt;</c> standing for any name and <c>&lt;n&gt;</c> for any number.</summary>
    internal static IEnumerable<string> DocumentedKeys() => Key().Matches(s_page).Select(match => match.Groups[1].Value);

    internal static bool IsDocumented(string key) =>
        DocumentedKeys().Any(documented => Regex.IsMatch(key, $"^{Regex.Escape(documented).Replace("<name>", @"[\w-]+", StringComparison.Ordinal).Replace("<n>", @"\d+", StringComparison.Ordinal)}$"));

    [GeneratedRegex(@"^\| `([^`]+)`(?:, (?:`[^`]+`|…))* \|", RegexOptions.Multiline)]
    private static partial Regex Key();
}
