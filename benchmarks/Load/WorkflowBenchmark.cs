using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Nms.Load;

/// <summary>
/// Workflows of four steps that do nothing, each commit durable, beside a Celery chain of four tasks on Redis, which keeps nothing; runs that wait for a
/// timer; and runs that are taken up again after their silo was killed.
/// </summary>
internal static class WorkflowBenchmark
{
    private const int Chains = 4_000;
    private const int Callers = 64;
    private const int CeleryChains = 400;
    private const int Waiting = 10_000;
    private const int Held = 1_000;

    public static async Task<Report> RunAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var folder = workspace.NewFolder();
        List<(double Rate, double Cpu)> ours = [];
        List<double> alone = [];
        double[] woken;
        double begun;
        var silo = await SiloAsync(folder, workspace, cancellationToken);
        await using (silo.Process)
        {
            for (var round = 0; round <= Numbers.Rounds; round++)
            {
                var cpu = silo.Process.Cpu;
                var took = (await AskAsync(silo.Line, $"chain {Chains} {Callers}", cancellationToken))[0];
                if (round > 0)
                {
                    ours.Add((Chains / took * 1000, (silo.Process.Cpu - cpu).TotalMicroseconds / Chains));
                }
            }

            alone.Add((await AskAsync(silo.Line, "chain 500 1", cancellationToken))[1] / 4);
            begun = (await AskAsync(silo.Line, $"wait {Waiting} 60", cancellationToken))[0];
            woken = await AskAsync(silo.Line, "woken", cancellationToken);
            await AskAsync(silo.Line, $"hold {Held}", cancellationToken);
        }

        var died = workspace.Time.GetTimestamp();
        silo = await SiloAsync(folder, workspace, cancellationToken);
        var ready = workspace.Time.GetElapsedTime(died);
        await using (silo.Process)
        {
            while ((await AskAsync(silo.Line, "held", cancellationToken))[0] < Held)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), workspace.Time, cancellationToken);
            }
        }

        var takenUp = workspace.Time.GetElapsedTime(died);
        var celery = await CeleryAsync(workspace, cancellationToken);
        var rate = ours.Select(round => round.Rate).Median();
        return new Report("Workflows", workspace.Time)
            .Paragraph($"{Chains:#,0} runs of four steps that do nothing, begun by {Callers} callers, each of whom waits for the end of one before the next. *Ours*: on SQLite; the start, each step and the end are on disk before they count. "
                + $"*Celery*: {CeleryChains:#,0} chains of four tasks that do nothing, broker and results in a Redis that keeps nothing on disk, a worker with two processes; all are sent, then awaited. "
                + $"The middle of {Numbers.Rounds} rounds, ours after one that does not count. CPU is the silo's.")
            .Table(
                ["", "runs/s", "of Celery", "CPU µs a run", "a step alone, 99th percentile"],
                [
                    ["ours", Numbers.Count(rate), Numbers.Decimal(rate / celery), Numbers.Count(ours.Select(round => round.Cpu).Median()), $"{Numbers.Decimal(alone.Median())} ms"],
                    ["Celery chain", Numbers.Count(celery), "1", "", ""],
                ])
            .Paragraph($"{Waiting:#,0} runs that wait for one instant, begun in {Numbers.Count(begun)} ms; memory is the silo's managed memory after a full collection, with the runs' activations still there.")
            .Table(
                ["bytes a run", "woken late, median", "99th percentile", "most"],
                [[Numbers.Count(woken[0]), $"{Numbers.Count(woken[1])} ms", $"{Numbers.Count(woken[2])} ms", $"{Numbers.Count(woken[3])} ms"]])
            .Paragraph($"{Held:#,0} runs, each in a step that does not end, in a silo that is killed and started again on the same files.")
            .Table(
                ["ready again after", "every run worked on again after"],
                [[$"{Numbers.Decimal(ready.TotalSeconds)} s", $"{Numbers.Decimal(takenUp.TotalSeconds)} s"]]);
    }

    private static async Task<(ChildProcess Process, int Line)> SiloAsync(string folder, Workspace workspace, CancellationToken cancellationToken)
    {
        var (port, line) = (Ports.Free(), Ports.Free());
        var address = new Uri($"http://127.0.0.1:{Text(port)}/");
        var process = ChildProcess.StartPeer(
            "peer-platform",
            [
                Text(Ports.Free()), Text(Ports.Free()), Text(Ports.Free()), Text(line), .. Platform.SiloArguments(address, folder, null),
                "--Nms:Workflows:MaxRuns", "100000", "--Nms:Workflows:MaxRunsPerWorkflow", "100000", "--Nms:Workflows:MaxAttempts", "2000",
            ]);
        await process.WaitUntilReadyAsync(new Uri(address, "health/ready"), workspace.Time, cancellationToken);
        return (process, line);
    }

    private static async Task<double[]> AskAsync(int line, string question, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, line, cancellationToken);
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true };
        await writer.WriteLineAsync(question);
        var answer = await reader.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The silo ended.");
        return [.. answer.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
    }

    /// <summary>Chains a second.</summary>
    private static async Task<double> CeleryAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var port = Ports.Free();
        await using var redis = ChildProcess.Start("/usr/bin/redis-server", ["--port", Text(port), "--save", "", "--appendonly", "no"], workspace.NewFolder());
        await redis.WaitUntilListeningAsync(port, workspace.Time, cancellationToken);
        var script = Path.Combine(AppContext.BaseDirectory, "celery_chain.py");
        await using var celery = ChildProcess.Start("/usr/bin/python3", [script, Text(port), Text(CeleryChains), Text(Numbers.Rounds)], workspace.NewFolder());
        while (!celery.HasExited)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), workspace.Time, cancellationToken);
        }

        var rounds = celery.Output().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => double.TryParse(line, CultureInfo.InvariantCulture, out var seconds) ? seconds : (double?)null).OfType<double>().ToList();
        return rounds.Count == Numbers.Rounds ? CeleryChains / rounds.Median() : throw new InvalidOperationException($"Celery: {celery.Output()}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
