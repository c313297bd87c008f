using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Nms.Events;

/// <summary>Deletes events that are older than they are to be kept. Every silo does it: a second deletion finds nothing.</summary>
internal sealed partial class EventRetentionService(
    IEventLog log, IOptions<EventOptions> options, TimeProvider time, ILogger<EventRetentionService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.PurgeEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var deleted = await log.PurgeAsync(time.GetUtcNow() - options.Value.Retention, stoppingToken);
                LogPurged(deleted, options.Value.Retention);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotPurged(failure);
            }
        }
    }

    [LoggerMessage(7003, LogLevel.Debug, "Deleted {Count} events older than {Age}")]
    private partial void LogPurged(long count, TimeSpan age);

    [LoggerMessage(7004, LogLevel.Warning, "Could not delete old events; trying again later")]
    private partial void LogNotPurged(Exception failure);
}
