using System.Diagnostics;

namespace Nms.Load;

/// <summary>Start to ready and the cost of doing nothing, of the published program beside a bare silo with Kestrel.</summary>
internal static class StartupBenchmark
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(8);

    public static async Task<Report> RunAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        // One publication: that of this program has the platform's in it, and compiling ahead takes longer than all that is measured.
        var published = await PublishAsync("benchmarks/Load", workspace, cancellationToken);
        var (ours, withLab, bare) = (new List<Started>(), new List<Started>(), new List<Started>());
        var gns3 = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        for (var round = 0; round < Numbers.Rounds; round++)
        {
            // Started in turn, and idle together: each costs the others next to nothing then.
            await using var first = await StartAsync("Nms.Silo.dll", address => Platform.SiloArguments(address, workspace.NewFolder(), gns3));
            await using var second = await StartAsync("Nms.Silo.dll", address => Platform.SiloArguments(address, workspace.NewFolder(), null));
            await using var third = await StartAsync("Nms.Load.dll", address => ["peer-silo", $"{address.Port}", $"{Ports.Free()}", $"{Ports.Free()}"]);
            await Task.Delay(Settling, workspace.Time, cancellationToken);
            var (cpu, began) = (new[] { first, second, third }.Select(running => running.Process.Cpu).ToArray(), workspace.Time.GetTimestamp());
            await Task.Delay(Idle, workspace.Time, cancellationToken);
            var elapsed = workspace.Time.GetElapsedTime(began);
            ours.Add(first.Measure(cpu[0], elapsed));
            withLab.Add(second.Measure(cpu[1], elapsed));
            bare.Add(third.Measure(cpu[2], elapsed));
        }

        var floor = bare.Select(round => round.Ready.TotalSeconds).Median();
        return new Report("Start and idle", workspace.Time)
            .Paragraph("Published with ReadyToRun. Ready is the first success of `/health/ready`, from the start of the process; the hub says so when it has read the GNS3 servers that answer. "
                + $"Memory is resident; memory and CPU are taken over {Idle.TotalSeconds:0} s, {Settling.TotalSeconds:0} s after the last of the three was ready. Median of {Numbers.Rounds}, started in turn.")
            .Table(
                ["", "ready, s", "of the bare silo's", "idle memory, MB", "idle CPU, % of a core"],
                [
                    Row("the platform, its GNS3 server away", ours, floor),
                    Row("the platform with no settings (Lab in the process, campus)", withLab, floor),
                    Row("bare silo with Kestrel", bare, floor),
                ]);

        async Task<Running> StartAsync(string program, Func<Uri, string[]> arguments)
        {
            var address = new Uri($"http://127.0.0.1:{Ports.Free()}/");
            var process = ChildProcess.Start(Path.Combine(published, program), arguments(address), workspace.NewFolder());
            return new Running(process, await process.WaitUntilReadyAsync(new Uri(address, "health/ready"), workspace.Time, cancellationToken));
        }
    }

    private static string[] Row(string what, List<Started> rounds, double floor) =>
    [
        what,
        Numbers.Decimal(rounds.Select(round => round.Ready.TotalSeconds).Median()),
        Numbers.Decimal(rounds.Select(round => round.Ready.TotalSeconds).Median() / floor),
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
        if (publishing.ExitCode != 0)
        {
            throw new InvalidOperationException($"{project} could not be published.");
        }

        // A publication has these files of its own program only; the build has them of the platform's too.
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "Nms.Silo.*.json"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        return folder;
    }

    private sealed record Running(ChildProcess Process, TimeSpan Ready) : IAsyncDisposable
    {
        public Started Measure(TimeSpan cpuBefore, TimeSpan elapsed) => new(Ready, Process.Memory, (Process.Cpu - cpuBefore) / elapsed);

        public ValueTask DisposeAsync() => Process.DisposeAsync();
    }

    private sealed record Started(TimeSpan Ready, long Memory, double Cpu);
}
