using Microsoft.Extensions.Logging;

namespace Nms.Discovery;

/// <summary>Does the work of one run, off the grain scheduler, and reports every step to the grain whose activation is its lease.</summary>
internal sealed partial class DiscoveryWorker : IAsyncDisposable
{
    private readonly DiscoveryServices _services;
    private readonly IDiscoveryRunReportsGrain _reports;
    private readonly DiscoveryRunSnapshot _run;
    private readonly Guid? _previousRunId;
    private readonly ILogger<DiscoveryWorker> _logger;
    private readonly CancellationTokenSource _stopped = new();
    private Task _running = Task.CompletedTask;

    public DiscoveryWorker(DiscoveryServices services, IDiscoveryRunReportsGrain reports, DiscoveryRunSnapshot run, Guid? previousRunId) =>
        (_services, _reports, _run, _previousRunId, _logger) = (services, reports, run, previousRunId, services.Logger);

    /// <summary>Its reports carry it, so that those of a predecessor are told from its own.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>Whether it came to an end, whatever that is.</summary>
    public bool HasEnded => _running.IsCompleted;

    public void Start() => _running = Task.Run(RunAsync, CancellationToken.None);

    /// <summary>Calls the work off and waits for nothing.</summary>
    public void Stop() => _stopped.Cancel();

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopped.Dispose();
    }

    private async Task RunAsync()
    {
        var scope = _run.Request.Scope;
        await using var reporter = new RunReporter(Id, _reports, _services.Grains.EquipmentDirectory(scope.ProjectId ?? Guid.Empty), _stopped.Token);
        try
        {
            await (scope.ProjectId is null ? _services.CreateNetworkRun(_run, reporter).RunAsync() : new LabRun(_services, _run, reporter).RunAsync());
            await reporter.FinishAsync();
            await _reports.CompleteAsync(Id, null, await CompareAsync(), CancellationToken.None);
        }
        catch (OperationCanceledException) when (reporter.Over.IsCancellationRequested)
        {
            // Called off, or taken over by another worker.
        }
        catch (NmsException refused) when (!refused.IsTransient)
        {
            await _reports.CompleteAsync(Id, refused.Message, null, CancellationToken.None);
        }
        catch (Exception failure)
        {
            // The grain finds that its worker has ended and makes another, which goes on with what is not done.
            LogFailed(failure, _run.RunId);
        }
    }

    private async Task<DiscoveryComparison?> CompareAsync()
    {
        if (_previousRunId is not { } previous
            || await _services.Grains.DiscoveryRun(previous).FindAsync(_stopped.Token) is not { } before
            || await _services.Grains.DiscoveryRun(_run.RunId).FindAsync(_stopped.Token) is not { } now)
        {
            return null;
        }

        return DiscoveryRunLogic.Compare(previous, before.Targets, now.Targets);
    }

    [LoggerMessage(4105, LogLevel.Error, "Discovery run {Run} stopped short and is taken up again")]
    private partial void LogFailed(Exception failure, Guid run);
}
