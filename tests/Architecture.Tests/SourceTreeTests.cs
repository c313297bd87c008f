using System.Text.RegularExpressions;

namespace Nms.Architecture.Tests;

/// <summary>What must not be found in any file of the tree.</summary>
public sealed partial class SourceTreeTests
{
    private static readonly string[] s_textEndings = [".cs", ".csproj", ".props", ".md", ".json", ".yml", ".yaml", ".sh", ".conf", ".txt", "Dockerfile"];

    private static IEnumerable<(string Path, string Text)> TextFiles => Repository.Files(s_textEndings)
        .Where(path => Path.GetFileName(path) != "SourceTreeTests.cs")
        .Select(path => (Repository.Relative(path), File.ReadAllText(path)));

    [Fact]
    public void No_file_names_a_folder_of_one_machine()
    {
        var offenders = TextFiles.Where(file => MachinePath().IsMatch(file.Text)).Select(file => $"{file.Path}: {MachinePath().Match(file.Text).Value}");

        Assert.Empty(offenders);
    }

    [Fact]
    public void No_file_carries_a_merge_conflict_or_a_loose_end()
    {
        var offenders = TextFiles.Where(file => LooseEnd().IsMatch(file.Text)).Select(file => $"{file.Path}: {LooseEnd().Match(file.Text).Value}");

        Assert.Empty(offenders);
    }

    [Fact]
    public void Tests_never_sleep_and_products_never_ask_the_wall_clock()
    {
        // The analyzers say so too; a pragma would silence them.
        var offenders = TextFiles.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => Silenced().IsMatch(file.Text))
            .Select(file => file.Path);

        Assert.Empty(offenders);
    }

    [GeneratedRegex(@"(?<![\w.])(/(work|root|home|Users)/(?!\{)|[A-Z]:\\Users\\)")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"^(<<<<<<< |>>>>>>> )|\b(TODO|FIXME|HACK|XXX)\b(?!.*#\d)", RegexOptions.Multiline)]
    private static partial Regex LooseEnd();

    [GeneratedRegex(@"pragma warning disable.*RS0030")]
    private static partial Regex Silenced();
}
