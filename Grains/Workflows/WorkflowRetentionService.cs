using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Nms.Workflows;

/// <summary>Deletes runs when their time is over.</summary>
internal sealed partial class WorkflowRetentionService(
    IWorkflowStore store, IOptions<WorkflowOptions> options, TimeProvider time, ILogger<WorkflowRetentionService> logger) : BackgroundService
{
    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                LogPurged(await store.PurgeAsync(time.GetUtcNow() - options.Value.KeepRuns, stoppingToken));
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotPurged(failure);
            }
        }
    }

    [LoggerMessage(5006, LogLevel.Debug, "Deleted {Count} workflow runs that were over")]
    private partial void LogPurged(long count);

    [LoggerMessage(5007, LogLevel.Warning, "Could not delete workflow runs that were over; trying again in ten minutes")]
    private partial void LogNotPurged(Exception failure);
}
