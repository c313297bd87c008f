using System.Globalization;

namespace Nms.Load;

/// <summary>Memory and activation of node grains beside a grain that keeps one number, each in a process of its own.</summary>
internal static class GrainsBenchmark
{
    public const int Grains = 100_000;

    public static async Task<Report> RunAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var folder = workspace.NewFolder();
        var created = await MeasureAsync(GrainsPeer.Create, folder);
        var read = new List<Activated>();
        var minimal = new List<Activated>();
        for (var round = 0; round < Numbers.Rounds; round++)
        {
            read.Add(await MeasureAsync(GrainsPeer.Read, folder));
            minimal.Add(await MeasureAsync(GrainsPeer.Minimal, workspace.NewFolder()));
        }

        return new Report($"{Grains:#,0} node grains", workspace.Time)
            .Paragraph("Each kind in a process of its own with embedded storage. *Observed* activates a node that nobody knew: its state, its event `node.created` and "
                + "the trimmed outbox are three durable writes. *Read* activates it from storage in a new process; the nodes have two ports, a console and properties. "
                + "*Minimal* is a grain with a string key and one number, and no storage. Managed memory is after a full collection, "
                + $"less what the silo had before. Read and minimal: median of {Numbers.Rounds} processes, in turn.")
            .Table(
                ["", "managed bytes each", "resident bytes each", "activations/s", "CPU µs an activation"],
                [Row("node grain, observed", [created]), Row("node grain, read", read), Row("minimal grain", minimal)]);

        async Task<Activated> MeasureAsync(string kind, string data)
        {
            await using var process = ChildProcess.StartPeer("peer-grains", kind, data, Grains.ToString(CultureInfo.InvariantCulture));
            var result = (await process.ReadResultAsync(TimeSpan.FromMinutes(10), workspace.Time, cancellationToken)).Split(' ');
            return new Activated(Number(result[0]), Number(result[1]), Number(result[2]), Number(result[3]));
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string[] Row(string what, List<Activated> rounds) =>
    [
        what,
        Numbers.Count(rounds.Select(round => round.ManagedBytes / Grains).Median()),
        Numbers.Count(rounds.Select(round => round.ResidentBytes / Grains).Median()),
        Numbers.Count(rounds.Select(round => Grains / round.Seconds).Median()),
        Numbers.Count(rounds.Select(round => round.CpuSeconds / Grains * 1e6).Median()),
    ];

    private sealed record Activated(double ManagedBytes, double ResidentBytes, double Seconds, double CpuSeconds);
}
