namespace Nms.Architecture.Tests;

/// <summary>A feature is a folder, and its tests are in the folder of the same name.</summary>
public sealed class FeatureFolderTests
{
    [Theory]
    [InlineData("Grains", "Grains.Tests")]
    [InlineData("Api", "Api.Tests")]
    [InlineData("Storage", "Storage.Tests")]
    public void A_feature_folder_has_a_test_folder(string project, string tests)
    {
        var missing = Directory.GetDirectories(Path.Combine(Repository.Root, project))
            .Select(folder => Path.GetFileName(folder))
            .Where(IsFeature)
            .Where(name => Directory.EnumerateFiles(Path.Combine(Repository.Root, project, name), "*.cs").Any(HoldsBehaviour))
            .Where(name => !Repository.Exists($"tests/{tests}/{name}"))
            .Select(name => $"{project}/{name} has no tests/{tests}/{name}");

        Assert.Empty(missing);
    }

    // The vocabulary of features is that of the grain contracts; other folders are parts of one project only.
    private static bool IsFeature(string folder) => Repository.Exists($"Grains.Interfaces/{folder}") && char.IsUpper(folder[0]) && folder != "Errors";

    private static bool HoldsBehaviour(string path) => Path.GetFileName(path) is not ['I', >= 'A' and <= 'Z', ..];
}
