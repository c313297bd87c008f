using Microsoft.Extensions.Logging;

namespace Nms.Workflows;

/// <summary>
/// Looks, on every silo and every second, for runs that are due and wakes them, wherever they live then: what a silo worked on that is gone, and what
/// waited for a time. See ADR 0037.
/// </summary>
internal sealed class WorkflowWaker(IWorkflowStore store, WorkflowCensus census, IGrainFactory grains, TimeProvider time, ILogger<WorkflowWaker> logger) : SiloWork(time, logger)
{
    private const int MostAtOnce = 1_000;
    private const int FanOut = 32;

    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(500);

    protected override Task RunAsync() => RepeatAsync("workflow runs", s_period, s_period, async () =>
    {
        var due = await store.ReadDueAsync(Time.GetUtcNow(), MostAtOnce, Stopped);
        await BoundedFanOut.ForEachAsync(due, FanOut, run => TryAsync($"workflow run {run.RunId}", () => grains.WorkflowRun(run.RunId).WakeAsync(Stopped)));
        census.Counted(await store.CountActiveAsync(Stopped));
    });
}
