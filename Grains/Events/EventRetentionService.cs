using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Nms.Events;

/// <summary>
/// Deletes events that are older, or more, than are to be kept of their priority. Every silo does it: a second deletion finds nothing.
/// </summary>
internal sealed partial class EventRetentionService(
    IEventLog log, IOptions<EventOptions> options, TimeProvider time, ILogger<EventRetentionService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.PurgeEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            for (var priority = EventPriority.Low; priority <= EventPriority.Critical; priority++)
            {
                await PurgeAsync(priority, stoppingToken);
            }
        }
    }

    private async Task PurgeAsync(EventPriority priority, CancellationToken stoppingToken)
    {
        var (age, events) = options.Value.Of(priority);
        try
        {
            LogPurged(await log.PurgeAsync(priority, time.GetUtcNow() - age, events, stoppingToken), priority, age, events);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            LogNotPurged(failure, priority);
        }
    }

    [LoggerMessage(7003, LogLevel.Debug, "Deleted {Count} {Priority} events that were older than {Age} or beyond the newest {Kept}")]
    private partial void LogPurged(long count, EventPriority priority, TimeSpan age, long kept);

    [LoggerMessage(7004, LogLevel.Warning, "Could not delete old {Priority} events; trying again later")]
    private partial void LogNotPurged(Exception failure, EventPriority priority);
}
