using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Nms.Silo.Hosting;

namespace Nms.Silo.Health;

/// <summary>
/// Waits, once after the start, until each GNS3 server that answers was read for the first time, so that the first request sees its
/// projects. A server that fails holds nothing up, and nothing holds it up for longer than a setting says.
/// </summary>
internal sealed partial class FirstReading(
    IGrainFactory grains, IConfiguration configuration, IOptions<HealthOptions> options, TimeProvider time, ILogger<FirstReading> logger)
    : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when there is nothing to wait for any more.</summary>
    public Task Done => _done.Task;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        _done.Task.IsCompleted ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The GNS3 servers are being read for the first time."));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var limit = new CancellationTokenSource(options.Value.FirstReading, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, limit.Token);
        try
        {
            await Task.WhenAll(SiloSettings.ServerNames(configuration).Select(server => WaitAsync(server, either.Token)));
        }
        finally
        {
            _done.TrySetResult();
        }
    }

    private async Task WaitAsync(string server, CancellationToken cancellationToken)
    {
        try
        {
            while (await grains.Gns3Server(server).GetAsync(cancellationToken).AsTask().WaitAsync(cancellationToken) is { ReconciledAt: null, LastError: null })
                await Task.Delay(s_pause, time, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Said too when the program is stopped meanwhile: it is as true then.
            LogNotRead(server, options.Value.FirstReading);
        }
        catch (Exception failure)
        {
            LogNotAsked(failure, server);
        }
    }

    [LoggerMessage(9020, LogLevel.Warning, "GNS3 server {Server} was not read within {Limit}; the hub goes on without")]
    private partial void LogNotRead(string server, TimeSpan limit);

    [LoggerMessage(9021, LogLevel.Warning, "GNS3 server {Server} could not be asked whether it was read")]
    private partial void LogNotAsked(Exception failure, string server);
}
