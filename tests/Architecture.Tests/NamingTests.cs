namespace Nms.Architecture.Tests;

/// <summary>Names say what a thing is for, and a file is named after the one thing in it.</summary>
public sealed class NamingTests
{
    private static readonly string[] s_bannedEndings = ["Manager", "Helper", "Helpers", "Util", "Utils", "Common", "Base", "Impl", "Info"];

    private static readonly string[] s_bannedFolders = ["Services", "Helpers", "Utils", "Models", "Managers", "Extensions", "Common"];

    [Fact]
    public void No_type_name_hides_behind_an_empty_word()
    {
        var offenders = Repository.ShippedAssemblies
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("Nms", StringComparison.Ordinal) == true)
            .Select(type => type.Name.Split('`')[0])
            .Where(name => s_bannedEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)));

        Assert.Empty(offenders);
    }

    [Fact]
    public void Folders_are_features_and_not_layers()
    {
        var offenders = Repository.Files(".cs")
            .Select(path => Repository.Relative(path))
            .Where(path => path.Split('/').SkipLast(1).Any(folder => s_bannedFolders.Contains(folder)));

        Assert.Empty(offenders);
    }

    [Fact]
    public void A_file_declares_a_type_of_its_own_name()
    {
        string[] exempt = ["Program", "AssemblyInfo", "GlobalUsings"];

        var offenders = Repository.Files(".cs")
            .Where(path => char.IsUpper(Repository.Relative(path)[0]))
            .Select(path => (Path: path, Name: Path.GetFileName(path).Split('.')[0]))
            .Where(file => !exempt.Contains(file.Name))
            .Where(file => !System.Text.RegularExpressions.Regex.IsMatch(
                File.ReadAllText(file.Path), $@"\b(class|record|struct|interface|enum|delegate [\w<>?\[\]]+)\s+{file.Name}\b"))
            .Select(file => Repository.Relative(file.Path));

        Assert.Empty(offenders);
    }
}
