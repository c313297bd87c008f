using System.Globalization;

namespace Nms.Load;

/// <summary>Where a run keeps its files, and the clock it measures with.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nms-load-").FullName;
    private int _folders;

    public Workspace(TimeProvider time) => Time = time;

    /// <summary>The repository: the folder of the solution above the program.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>Where results are kept.</summary>
    public static string Results => Path.Combine(Repository, "benchmarks", "results");

    public TimeProvider Time { get; }

    /// <summary>A new folder of this run.</summary>
    public string NewFolder() =>
        Directory.CreateDirectory(Path.Combine(_folder, Interlocked.Increment(ref _folders).ToString(CultureInfo.InvariantCulture))).FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Nms.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Run it from the repository: results are kept there.");
    }
}
