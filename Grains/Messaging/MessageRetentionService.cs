using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Nms.Messaging;

/// <summary>Deletes finished messages when their time is over.</summary>
internal sealed partial class MessageRetentionService(
    IMessageStore store, IOptions<MessagingOptions> options, TimeProvider time, ILogger<MessageRetentionService> logger) : BackgroundService
{
    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var deleted = await store.PurgeAsync(time.GetUtcNow() - options.Value.KeepFinished, options.Value.MaximumFinished, stoppingToken);
                LogPurged(deleted);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotPurged(failure);
            }
        }
    }

    [LoggerMessage(6050, LogLevel.Debug, "Deleted {Count} finished messages")]
    private partial void LogPurged(long count);

    [LoggerMessage(6051, LogLevel.Warning, "Could not delete finished messages; trying again in ten minutes")]
    private partial void LogNotPurged(Exception failure);
}
