using System.Diagnostics;

namespace Nms.Load;

/// <summary>Start to ready and the cost of doing nothing, of the published program beside a bare silo with Kestrel.</summary>
internal static class StartupBenchmark
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    public static async Task<Report> RunAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var silo = Path.Combine(await PublishAsync("Silo", workspace, cancellationToken), "Nms.Silo");
        var peer = Path.Combine(await PublishAsync("benchmarks/Load", workspace, cancellationToken), "Nms.Load");
        var (ours, withLab, bare) = (new List<Started>(), new List<Started>(), new List<Started>());
        var gns3 = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        for (var round = 0; round < Numbers.Rounds; round++)
        {
            ours.Add(await MeasureAsync(silo, address => Platform.SiloArguments(address, workspace.NewFolder(), gns3)));
            withLab.Add(await MeasureAsync(silo, address => Platform.SiloArguments(address, workspace.NewFolder(), null)));
            bare.Add(await MeasureAsync(peer, address => ["peer-silo", $"{address.Port}", $"{Ports.Free()}", $"{Ports.Free()}"]));
        }

        return new Report("Start and idle", workspace.Time)
            .Paragraph("Published with ReadyToRun. Ready is the first success of `/health/ready`, from the start of the process. Memory is resident; memory and CPU "
                + $"are taken over {Idle.TotalSeconds:0} s, {Settling.TotalSeconds:0} s after ready. Median of {Numbers.Rounds}, in turn.")
            .Table(
                ["", "ready, s", "idle memory, MB", "idle CPU, % of a core"],
                [
                    Row("the platform, its GNS3 server away", ours),
                    Row("the platform with no settings (Lab in the process, campus)", withLab),
                    Row("bare silo with Kestrel", bare),
                ]);

        async Task<Started> MeasureAsync(string program, Func<Uri, string[]> arguments)
        {
            var address = new Uri($"http://127.0.0.1:{Ports.Free()}/");
            await using var process = ChildProcess.Start(program, arguments(address), workspace.NewFolder());
            var ready = await process.WaitUntilReadyAsync(new Uri(address, "health/ready"), workspace.Time, cancellationToken);
            await Task.Delay(Settling, workspace.Time, cancellationToken);
            var (cpu, started) = (process.Cpu, workspace.Time.GetTimestamp());
            await Task.Delay(Idle, workspace.Time, cancellationToken);
            return new Started(ready, process.Memory, (process.Cpu - cpu) / workspace.Time.GetElapsedTime(started));
        }
    }

    private static string[] Row(string what, List<Started> rounds) =>
    [
        what,
        Numbers.Decimal(rounds.Select(round => round.Ready.TotalSeconds).Median()),
        Numbers.Megabytes(rounds.Select(round => (double)round.Memory).Median()),
        Numbers.Decimal(rounds.Select(round => round.Cpu * 100).Median()),
    ];

    private static async Task<string> PublishAsync(string project, Workspace workspace, CancellationToken cancellationToken)
    {
        var folder = workspace.NewFolder();
        using var publishing = Process.Start(new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(Workspace.Repository, project), "-c", "Release", "--use-current-runtime", "--self-contained", "false",
            "-p:PublishReadyToRun=true", "-o", folder, "-v", "q", "-nologo",
        ]))!;
        await publishing.WaitForExitAsync(cancellationToken);
        return publishing.ExitCode == 0 ? folder : throw new InvalidOperationException($"{project} could not be published.");
    }

    private sealed record Started(TimeSpan Ready, long Memory, double Cpu);
}
