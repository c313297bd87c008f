using Microsoft.Extensions.Logging;
using Nms.Events;

namespace Nms.Discovery;

/// <summary>One run. That there is one activation of this in the cluster is the lease of the worker it owns.</summary>
[GrainType("nms.discovery-run")]
internal sealed partial class DiscoveryRunGrain : Grain, IDiscoveryRunGrain, IDiscoveryRunReportsGrain
{
    private const int MostFruitless = 5;

    private static readonly TimeSpan s_leaveWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(90);

    private readonly Outbox<DiscoveryRunState> _outbox;
    private readonly DiscoveryServices _services;
    private readonly ILogger<DiscoveryRunGrain> _logger;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DiscoveryWorker? _worker;

    public DiscoveryRunGrain(
        [PersistentState("discovery-run", "Default")] IPersistentState<DiscoveryRunState> storage,
        EventPublisher publisher,
        DiscoveryServices services,
        ILogger<DiscoveryRunGrain> logger)
    {
        _outbox = new Outbox<DiscoveryRunState>(this, storage, publisher, logger);
        _services = services;
        _logger = logger;
    }

    private Guid Id => this.GetPrimaryKey();

    private DiscoveryRunSnapshot Existing => _outbox.State.Run ?? throw new NotFoundException("discovery_run_not_found", $"There is no discovery run {Id}, or it is kept no more.");

    private bool IsRunning => _outbox.State.Run is { Status: DiscoveryRunStatus.Running };

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _outbox.FlushAsync(cancellationToken);
        if (IsRunning)
        {
            await GoOnAsync();
        }
        else if (_outbox.State.Run is not null)
        {
            _ended.TrySetResult();
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_worker is { } worker)
        {
            await worker.DisposeAsync().AsTask().WaitAsync(s_leaveWithin, _services.Time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    public async Task StartAsync(DiscoveryRequest request, Guid? previousRunId, CancellationToken cancellationToken)
    {
        if (_outbox.State.Run is not null)
        {
            return;
        }

        var run = new DiscoveryRunSnapshot { RunId = Id, Request = request, Status = DiscoveryRunStatus.Running, Phase = "listing", StartedAt = _services.Time.GetUtcNow() };
        await _outbox.CommitAsync(new DiscoveryRunState { Run = run, PreviousRunId = previousRunId }, [DiscoveryEvents.Started(run)]);
        Work();
    }

    public Task EnsureRunningAsync(CancellationToken cancellationToken)
    {
        if (!IsRunning)
        {
            // The directory missed the end of it, or its beginning.
            return GrainFactory.Discovery().EndedAsync(Id, _outbox.State.Run?.Status ?? DiscoveryRunStatus.Failed, CancellationToken.None);
        }

        if (_worker is not { HasEnded: false })
        {
            return GoOnAsync();
        }

        DelayDeactivation(TimeSpan.FromMinutes(5));
        return Task.CompletedTask;
    }

    public ValueTask<DiscoveryRunSnapshot?> FindAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_outbox.State.Run);

    public async Task<DiscoveryRunSnapshot> WaitAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        _ = Existing;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _services.SiloStops);
        await _ended.Task.WaitAsync(most < s_longestWait ? most : s_longestWait, _services.Time, either.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return Existing;
    }

    public async Task<DiscoveryRunSnapshot> CancelAsync(string by, CancellationToken cancellationToken)
    {
        if (IsRunning)
        {
            var cancelled = DiscoveryRunLogic.End(Existing, null, null, _services.Time.GetUtcNow()) with { Status = DiscoveryRunStatus.Cancelled, Error = $"Cancelled by {by}." };
            await EndAsync(cancelled);
            if (_worker is { } worker)
            {
                // Its next report learns that it is over; nothing waits for what it has open.
                worker.Stop();
                _worker = null;
            }
        }

        return Existing;
    }

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await _outbox.CommitAsync(new DiscoveryRunState(), []);
        DeactivateOnIdle();
    }

    public async Task<bool> ReportAsync(Guid worker, DiscoveryReport report, CancellationToken cancellationToken)
    {
        if (_worker?.Id != worker || !IsRunning)
        {
            return false;
        }

        await _outbox.CommitAsync(_outbox.State with { Run = DiscoveryRunLogic.Apply(Existing, report) }, []);
        return true;
    }

    public async Task<bool> CompleteAsync(Guid worker, string? error, DiscoveryComparison? comparison, CancellationToken cancellationToken)
    {
        if (_worker?.Id != worker || !IsRunning)
        {
            return false;
        }

        await EndAsync(DiscoveryRunLogic.End(Existing, error, comparison, _services.Time.GetUtcNow()));

        // It is this worker that called and ends with the answer.
        _worker = null;
        return true;
    }

    /// <summary>Gives up for good when nothing was done in so many attempts: work that always fails is not tried for ever.</summary>
    private async Task GoOnAsync()
    {
        if (_worker is { } ended)
        {
            _worker = null;
            await ended.DisposeAsync();
        }

        var run = Existing;
        var attempt = _outbox.State.DoneAtResume == run.Done ? _outbox.State.Fruitless + 1 : 0;
        if (attempt > MostFruitless)
        {
            await EndAsync(DiscoveryRunLogic.End(run, $"It stopped short {attempt} times in a row without getting further; the log says why.", null, _services.Time.GetUtcNow()));
            return;
        }

        LogResumed(Id, run.Done, run.Targets.Length);
        await _outbox.CommitAsync(
            _outbox.State with { Run = run with { Resumed = run.Resumed + 1 }, DoneAtResume = run.Done, Fruitless = attempt }, []);
        Work();
    }

    private async Task EndAsync(DiscoveryRunSnapshot run)
    {
        await _outbox.CommitAsync(_outbox.State with { Run = run }, [DiscoveryEvents.Ended(run)]);
        _ended.TrySetResult();
        LogEnded(Id, run.Status, run.Targets.Length, (run.CompletedAt - run.StartedAt)?.TotalSeconds ?? 0);

        // Off this turn: the directory may be waiting for this grain.
        _ = GrainFactory.Discovery().EndedAsync(Id, run.Status, CancellationToken.None);
    }

    private void Work()
    {
        DelayDeactivation(TimeSpan.FromMinutes(5));
        _worker = _services.CreateWorker(this.AsReference<IDiscoveryRunReportsGrain>(), Existing, _outbox.State.PreviousRunId);
        _worker.Start();
    }

    [LoggerMessage(4102, LogLevel.Information, "Discovery run {Run} goes on here: {Done} of {Targets} targets are done")]
    private partial void LogResumed(Guid run, int done, int targets);

    [LoggerMessage(4103, LogLevel.Information, "Discovery run {Run} ended {Status}: {Targets} targets in {Seconds:F1} s")]
    private partial void LogEnded(Guid run, DiscoveryRunStatus status, int targets, double seconds);
}
