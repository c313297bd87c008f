using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Nms.Access;

/// <summary>
/// Deletes entries that are older than they are to be kept, and writes the newest hash into the program's log, where a collector
/// keeps it out of reach of whoever can write the database.
/// </summary>
internal sealed partial class AuditRetentionService(
    IAuditLog log, IAuditTrail trail, IOptions<AuditOptions> options, TimeProvider time, ILogger<AuditRetentionService> logger) : BackgroundService
{
    private static readonly TimeSpan s_every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_every, time);
        await TryAsync(() => trail.RecordAsync(OfSystem("silo.start")), stoppingToken);
        do
        {
            await TryAsync(() => PurgeAsync(stoppingToken), stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task PurgeAsync(CancellationToken stoppingToken)
    {
        var now = time.GetUtcNow();
        if (await log.PurgeAsync(now - TimeSpan.FromDays(options.Value.RetentionDays), now, stoppingToken) is { } anchor)
        {
            await trail.RecordAsync(OfSystem("audit.purge") with { ObjectType = "audit_anchor", ObjectId = $"{anchor.Sequence}:{anchor.Hash}" });
        }

        var head = (await log.GetBoundsAsync(stoppingToken)).Head;
        LogHead(head.Sequence, head.Hash);
    }

    private static AuditRecord OfSystem(string action) => new()
    {
        PrincipalId = AuditRecord.System,
        SignIn = "internal",
        Action = action,
        Outcome = AuditOutcome.Succeeded,
    };

    private async Task TryAsync(Func<Task> act, CancellationToken stoppingToken)
    {
        try
        {
            await act();
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            LogNotDone(failure);
        }
    }

    [LoggerMessage(9713, LogLevel.Information, "The audit log ends with entry {Sequence}, hash {Hash}")]
    private partial void LogHead(long sequence, string hash);

    [LoggerMessage(9714, LogLevel.Warning, "The audit log could not be looked after; trying again in an hour")]
    private partial void LogNotDone(Exception failure);
}
