using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Nms.Workflows;

namespace Nms.Load;

/// <summary>
/// A port on which a silo is told to run workflows. "chain COUNT CALLERS" answers the milliseconds until the last of so many runs of four steps ended, and
/// the 99th percentile of a run's; "wait COUNT SECONDS" begins runs that wait so long, "woken" answers the bytes that each took and how late
/// they were woken; "hold COUNT" begins runs whose step does not end, "held" answers how many are worked on.
/// </summary>
internal sealed class WorkflowLine(int port, IGrainFactory grains, HeldStep held, TimeProvider time) : BackgroundService
{
    private const string By = "user:benchmark";
    private const int AtOnce = 64;

    private const string Chain = "{name: bench-chain, steps: [{name: a, uses: bench.noop}, {name: b, uses: bench.noop}, {name: c, uses: bench.noop}, {name: d, uses: bench.noop}]}";
    private const string Wait = "{name: bench-wait, inputs: {until: {type: string, required: true}}, steps: [{name: a, uses: wait.timer, with: {until: \"${inputs.until}\"}}]}";
    private const string Hold = "{name: bench-hold, steps: [{name: a, uses: bench.hold}]}";

    private ConcurrentBag<Guid> _waiting = [];
    private DateTimeOffset _due;
    private long _bytes;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        while (!stoppingToken.IsCancellationRequested)
        {
            using var caller = await listener.AcceptTcpClientAsync(stoppingToken);
            using var reader = new StreamReader(caller.GetStream());
            await using var writer = new StreamWriter(caller.GetStream()) { AutoFlush = true };
            while (await reader.ReadLineAsync(stoppingToken) is { } line)
            {
                var words = line.Split(' ');
                await writer.WriteLineAsync(words[0] switch
                {
                    "chain" => await ChainAsync(Number(words[1]), Number(words[2]), stoppingToken),
                    "wait" => await WaitAsync(Number(words[1]), TimeSpan.FromSeconds(Number(words[2])), stoppingToken),
                    "woken" => await WokenAsync(stoppingToken),
                    "hold" => await HoldAsync(Number(words[1]), stoppingToken),
                    _ => held.Begun.ToString(CultureInfo.InvariantCulture),
                });
            }
        }
    }

    private async Task<string> ChainAsync(int count, int callers, CancellationToken cancellationToken)
    {
        await grains.Workflow("bench-chain").SaveAsync(Chain, By, builtIn: false, cancellationToken);
        var took = new ConcurrentBag<double>();
        var (next, began) = (-1, time.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) < count)
            {
                var started = time.GetTimestamp();
                var run = await StartAsync("bench-chain", "{}", cancellationToken);
                var over = await grains.WorkflowRun(run).WaitAsync(TimeSpan.FromMinutes(1), cancellationToken);
                if (over.Status != WorkflowRunStatus.Completed)
                {
                    throw new InvalidOperationException($"Run {run} is {over.Status}: {over.Error}");
                }

                took.Add(time.GetElapsedTime(started).TotalMilliseconds);
            }
        }));
        return Text(time.GetElapsedTime(began).TotalMilliseconds, took.Percentile(99));
    }

    private async Task<string> WaitAsync(int count, TimeSpan wait, CancellationToken cancellationToken)
    {
        await grains.Workflow("bench-wait").SaveAsync(Wait, By, builtIn: false, cancellationToken);
        await StartAsync("bench-wait", Until(time.GetUtcNow()), cancellationToken);
        (_waiting, _due, var before) = ([], time.GetUtcNow() + wait, GC.GetTotalMemory(forceFullCollection: true));
        var began = time.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), Parallelism(cancellationToken), async (_, token) => _waiting.Add(await StartAsync("bench-wait", Until(_due), token)));
        var took = time.GetElapsedTime(began).TotalMilliseconds;
        _bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / count;
        return Text(took);
    }

    private async Task<string> WokenAsync(CancellationToken cancellationToken)
    {
        var late = new ConcurrentBag<double>();
        await Parallel.ForEachAsync(_waiting, Parallelism(cancellationToken), async (run, token) =>
        {
            var shown = await grains.WorkflowRun(run).WaitAsync(TimeSpan.FromMinutes(1), token);
            while (!shown.IsFinished)
            {
                shown = await grains.WorkflowRun(run).WaitAsync(TimeSpan.FromMinutes(1), token);
            }

            late.Add((shown.EndedAt!.Value - _due).TotalMilliseconds);
        });
        return Text(_bytes, late.Median(), late.Percentile(99), late.Max());
    }

    private async Task<string> HoldAsync(int count, CancellationToken cancellationToken)
    {
        await grains.Workflow("bench-hold").SaveAsync(Hold, By, builtIn: false, cancellationToken);
        await Parallel.ForEachAsync(Enumerable.Range(0, count), Parallelism(cancellationToken), async (_, token) => await StartAsync("bench-hold", "{}", token));
        return Text(held.Begun);
    }

    private async Task<Guid> StartAsync(string workflow, string inputs, CancellationToken cancellationToken) => (await grains.Workflow(workflow).StartAsync(
        new WorkflowStartRequest { WorkflowName = workflow, RequestedBy = By, InputsJson = inputs }, cancellationToken)).RunId;

    private static ParallelOptions Parallelism(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };

    private static string Until(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{{\"until\":\"{at:O}\"}}");

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(params double[] numbers) => string.Join(' ', numbers.Select(number => number.ToString("0.000", CultureInfo.InvariantCulture)));
}
