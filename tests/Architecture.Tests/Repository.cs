using System.Reflection;
using System.Xml.Linq;

namespace Nms.Architecture.Tests;

/// <summary>The source tree and the assemblies built from it.</summary>
internal static class Repository
{
    private static readonly string[] s_ignoredFolders = ["bin", "obj", ".git", ".vs", ".idea", "node_modules", "data", "TestResults", "BenchmarkDotNet.Artifacts"];

    public static string Root { get; } = FindRoot();

    /// <summary>The project files of the tree, by project name.</summary>
    public static IReadOnlyDictionary<string, string> Projects { get; } = Files(".csproj")
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => path);

    /// <summary>The projects that ship: their first folder is written in PascalCase.</summary>
    public static IEnumerable<string> ShippedProjects => Projects.Keys
        .Where(name => char.IsUpper(Relative(Projects[name])[0]))
        .Order(StringComparer.Ordinal);

    public static IEnumerable<Assembly> ShippedAssemblies => ShippedProjects.Select(Assembly);

    public static Assembly Assembly(string project) => System.Reflection.Assembly.Load($"Nms.{project}");

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    public static string Read(string relativePath) => File.ReadAllText(Path.Combine(Root, relativePath));

    public static bool Exists(string relativePath) =>
        File.Exists(Path.Combine(Root, relativePath)) || Directory.Exists(Path.Combine(Root, relativePath));

    /// <summary>All files of the tree that end with one of the given endings, build output left out.</summary>
    public static IEnumerable<string> Files(params string[] endings) => Walk(new DirectoryInfo(Root))
        .Where(path => endings.Length == 0 || endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));

    public static IReadOnlyList<string> ReferencesOf(string project) => [.. Items(project, "ProjectReference")
        .Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))
        .Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> PackagesOf(string project) => [.. Items(project, "PackageReference")];

    private static IEnumerable<string> Items(string project, string element) => XDocument.Load(Projects[project])
        .Descendants(element)
        .Select(item => item.Attribute("Include")?.Value ?? "");

    private static IEnumerable<string> Walk(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles())
            yield return file.FullName;

        foreach (var child in folder.EnumerateDirectories().Where(child => !s_ignoredFolders.Contains(child.Name)))
        {
            foreach (var path in Walk(child))
                yield return path;
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Nms.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No Nms.sln above {AppContext.BaseDirectory}.");
    }
}
