using System.Text.Json;
using Nms.Storage;

namespace Nms.Silo.Hosting;

/// <summary>
/// Waits, for as long as a setting allows, for PostgreSQL and Redis to be there. Meanwhile the addresses are open and say so: alive,
/// and not ready. What waiting cannot mend, such as a wrong password, ends the start at once.
/// </summary>
internal static partial class WaitingRoom
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>False when somebody stopped the program meanwhile.</summary>
    /// <exception cref="StorageException">They are not there in time, or refuse.</exception>
    public static async Task<bool> WaitForClusterAsync(this WebApplicationBuilder builder, SiloSettings settings, TimeProvider time)
    {
        if (settings.Cluster is not { } cluster || await ClusterServers.FindFailureAsync(cluster.Postgres, cluster.Redis) is not { } failure)
            return true;
        if (!failure.IsTransient || settings.WaitAtStart == TimeSpan.Zero)
            throw failure;

        await using var room = Open(builder);
        await room.StartAsync();
        LogWaiting(room.Logger, settings.WaitAtStart, failure.Message);
        var (started, stopping) = (time.GetTimestamp(), room.Lifetime.ApplicationStopping);
        while (!stopping.IsCancellationRequested)
        {
            if (time.GetElapsedTime(started) > settings.WaitAtStart)
                throw failure;

            await Task.Delay(s_pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (await ClusterServers.FindFailureAsync(cluster.Postgres, cluster.Redis, CancellationToken.None) is not { } still)
            {
                LogArrived(room.Logger, time.GetElapsedTime(started));
                await room.StopAsync(CancellationToken.None);
                return true;
            }

            if (!still.IsTransient)
                throw still;
            failure = still;
        }

        return false;
    }

    private static WebApplication Open(WebApplicationBuilder builder)
    {
        var waiting = WebApplication.CreateSlimBuilder();
        waiting.Configuration.AddConfiguration(builder.Configuration);
        waiting.UseDiary();
        var room = waiting.Build();
        room.MapGet("/health/live", () => Results.Json(new { status = "alive" }));
        room.MapFallback(static context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "1";
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(JsonSerializer.Serialize(new
            {
                status = "unready",
                code = "hub_starting",
                message = "The hub waits for its storage.",
                checks = new { storage = "failed" },
            }));
        });
        return room;
    }

    [LoggerMessage(9040, LogLevel.Warning, "Waiting for the storage for at most {Limit}; not ready until then. {Reason}")]
    private static partial void LogWaiting(ILogger logger, TimeSpan limit, string reason);

    [LoggerMessage(9041, LogLevel.Information, "The storage is there after {Waited}; starting")]
    private static partial void LogArrived(ILogger logger, TimeSpan waited);
}
