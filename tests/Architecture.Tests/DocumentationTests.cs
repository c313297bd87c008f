using System.Text.RegularExpressions;

namespace Nms.Architecture.Tests;

/// <summary>What the documents promise about themselves.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] s_adrParts = ["**Context**", "**Decision**", "**Consequences**", "**Alternatives**"];

    private static IEnumerable<string> Decisions => Repository.Files(".md").Where(path => Repository.Relative(path).StartsWith("docs/adr/", StringComparison.Ordinal));

    [Fact]
    public void Decisions_have_the_agreed_form_and_fit_on_thirty_lines()
    {
        Assert.All(Decisions, path =>
        {
            var lines = File.ReadAllLines(path);
            var text = string.Join('\n', lines);

            Assert.True(lines.Length <= 30, $"{Path.GetFileName(path)} has {lines.Length} lines.");
            Assert.Matches($"^# {Path.GetFileName(path)[..4]} ", lines[0]);
            Assert.Matches(@"^Status: (Accepted|Superseded by \d{4}) · \d{4}-\d{2}-\d{2}$", lines[2]);
            Assert.All(s_adrParts, part => Assert.Contains(part, text, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Decisions_are_numbered_without_repetition()
    {
        var numbers = Decisions.Select(path => Path.GetFileName(path)[..4]).ToList();

        Assert.Equal(numbers.Distinct().Order(), numbers.Order());
    }

    [Fact]
    public void Relative_links_in_documents_lead_somewhere()
    {
        var broken = Repository.Files(".md")
            .SelectMany(path => Link().Matches(File.ReadAllText(path)).Select(match => (Path: path, Target: match.Groups[1].Value)))
            .Where(link => !link.Target.Contains("://", StringComparison.Ordinal) && !link.Target.StartsWith('#'))
            .Where(link => !Path.Exists(Path.Combine(Path.GetDirectoryName(link.Path)!, link.Target.Split('#')[0])))
            .Select(link => $"{Repository.Relative(link.Path)} -> {link.Target}");

        Assert.Empty(broken);
    }

    [Fact]
    public void Every_feature_has_a_row_in_the_code_map()
    {
        var map = Repository.Read("docs/code-map.md");
        var features = new[] { "Grains", "Grains.Interfaces" }
            .SelectMany(project => Directory.GetDirectories(Path.Combine(Repository.Root, project)))
            .Select(folder => Path.GetFileName(folder))
            .Where(name => char.IsUpper(name[0]))
            .Distinct();

        Assert.All(features, feature => Assert.Contains($"| {feature} |", map, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_package_says_what_it_is_for()
    {
        var dependencies = Repository.Read("docs/reference/dependencies.md");
        var packages = Package().Matches(Repository.Read("Directory.Packages.props")).Select(match => match.Groups[1].Value);

        Assert.All(packages, package => Assert.Contains($"`{package}`", dependencies, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(?<!\!)\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("PackageVersion Include=\"([^\"]+)\"")]
    private static partial Regex Package();
}
