using System.Diagnostics;
using System.Globalization;

namespace Nms.DiscoveryBenchmarks;

/// <summary>Runs the scripts that stand beside this program.</summary>
internal static class Script
{
    /// <summary>Walks agents; how many said something.</summary>
    public static async Task<int> WalkAsync(string script, string addresses, string folder, int parallel, string tool, int port, CancellationToken cancellationToken)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, script), addresses, folder, parallel.ToString(CultureInfo.InvariantCulture), tool, port.ToString(CultureInfo.InvariantCulture)];
        using var process = Process.Start(new ProcessStartInfo("sh", arguments))!;
        await process.WaitForExitAsync(cancellationToken);
        return Directory.EnumerateFiles(folder).Count(file => !file.EndsWith(".error", StringComparison.Ordinal) && new FileInfo(file).Length > 0);
    }

    /// <summary>Runs a Python script and gives what it wrote.</summary>
    public static async Task<string> PythonAsync(string script, string argument, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, script), argument]) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"{script} ended with {process.ExitCode}; it needs python3-networkx.");
    }
}
