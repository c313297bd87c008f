using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Nms.Workflows.Definitions;
using Nms.Workflows.Engine;

namespace Nms.Workflows;

/// <summary>
/// One run. Everything is decided by <see cref="WorkflowLogic"/>; this writes what was decided, and then does what is owed: attempts that are not
/// worked on here are begun, those that are not wanted any more are called off, and events go to the log. A crash at any point repeats what is owed.
/// </summary>
[GrainType("nms.workflow-run")]
internal sealed partial class WorkflowRunGrain(WorkflowRunServices services, ILogger<WorkflowRunGrain> logger)
    : Grain, IWorkflowRunGrain, IWorkflowRunStartGrain, IWorkflowAttemptsGrain
{
    private const int MostChildren = 1_000;
    private const int ChildrenAtOnce = 16;

    private static readonly TimeSpan s_longestTimer = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan s_stay = TimeSpan.FromMinutes(2);

    private readonly Dictionary<AttemptId, RunningAttempt> _attempts = [];
    private TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _commit;
    private RunState? _run;
    private WorkflowDefinition? _definition;
    private WorkflowStatistics? _past;
    private IGrainTimer? _timer;
    private bool _logAhead;
    private bool _childrenLeft;

    private Guid Id => this.GetPrimaryKey();

    private RunState Existing => _run ?? throw new NotFoundException("workflow_run_not_found", $"There is no workflow run {Id}, or it is kept no more.");

    /// <summary>To the microsecond, as the history keeps it: a replay must count from the same instants.</summary>
    private DateTimeOffset Now
    {
        get
        {
            var now = services.Time.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (await services.Store.FindAsync(Id, cancellationToken) is not { } stored)
        {
            return;
        }

        (_commit, _run) = (stored.Commit, RunStates.Read(stored.State));
        _definition = await services.Definitions.GetAsync(_run.Workflow, _run.Version);
        await GoOnAsync(repeated: true);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        foreach (var attempt in _attempts.Values)
        {
            attempt.CallOff();
        }

        return Task.CompletedTask;
    }

    public async Task BeginAsync(WorkflowBeginning beginning, CancellationToken cancellationToken)
    {
        if (_run is not null)
        {
            return;
        }

        var definition = await services.Definitions.GetAsync(beginning.Workflow, beginning.Version);
        var decision = WorkflowLogic.Begin(definition, new RunState
        {
            RunId = Id,
            Workflow = beginning.Workflow,
            Version = beginning.Version,
            Inputs = JsonElement.Parse(beginning.InputsJson),
            TriggerData = beginning.TriggerJson is { } data ? JsonElement.Parse(data) : null,
            RequestedBy = beginning.RequestedBy,
            Trigger = beginning.Trigger,
            Key = beginning.Key,
            ProjectId = beginning.ProjectId,
            ParentRunId = beginning.ParentRunId,
            StartedAt = Now,
        }, Now);
        _definition = definition;
        try
        {
            await CommitAsync(decision);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }

        services.Meters.RunStarted(beginning.Workflow);
        await GoOnAsync();
    }

    public async ValueTask<WorkflowRunSnapshot?> FindAsync(CancellationToken cancellationToken)
    {
        if (_run is null)
        {
            return null;
        }

        if (_past is null && !_run.IsOver)
        {
            _past = await GrainFactory.Workflow(_run.Workflow).GetStatisticsAsync(cancellationToken);
        }

        return Show();
    }

    public async Task<WorkflowRunSnapshot> WaitAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        _ = Existing;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, services.SiloStops);
        await _ended.Task.WaitAsync(most < s_longestWait ? most : s_longestWait, services.Time, either.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return (await FindAsync(CancellationToken.None))!;
    }

    public async Task WakeAsync(CancellationToken cancellationToken)
    {
        if (_run is null)
        {
            return;
        }

        await ComeDueAsync();
        await GoOnAsync();
        if (_attempts.Count > 0)
        {
            // Worked on here: whoever looks after runs that are due need not come again so soon.
            DelayDeactivation(s_stay);
            await WriteAsync(_run, []);
        }
    }

    public Task<WorkflowRunSnapshot> SignalAsync(string name, string dataJson, string by, Guid signalId, CancellationToken cancellationToken) =>
        ApplyAsync(new SignalReceived(signalId, name, Payload(dataJson, "signal_too_large", "The data of a signal"), by));

    public Task<WorkflowRunSnapshot> DecideAsync(string step, bool approve, string? comment, string by, CancellationToken cancellationToken) =>
        ApplyAsync(new DecisionReceived(step, approve, comment, by));

    public Task<WorkflowRunSnapshot> CancelAsync(string by, string? reason, CancellationToken cancellationToken) => ApplyAsync(new CancelRequested(by, reason));

    public Task<WorkflowRunSnapshot> PauseAsync(string by, CancellationToken cancellationToken) => ApplyAsync(new PauseRequested(by));

    public Task<WorkflowRunSnapshot> ResumeAsync(string by, CancellationToken cancellationToken) => ApplyAsync(new ResumeRequested(by));

    public Task<WorkflowRunSnapshot> RetryAsync(string? step, string by, CancellationToken cancellationToken) => ApplyAsync(new RetryRequested(step, by));

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        if (!Existing.IsOver)
        {
            throw new ConflictException("run_not_over", $"Workflow run {Id} is not over; cancel it first.");
        }

        await services.Store.DeleteAsync(Id, cancellationToken);
        _run = null;
        DeactivateOnIdle();
    }

    public Task ReportAsync(AttemptReport report, CancellationToken cancellationToken) => _run is null ? Task.CompletedTask : ApplyAsync(report switch
    {
        { OutputJson: { } output } => new AttemptCompleted(report.Attempt, JsonElement.Parse(output)),
        _ => new AttemptFailed(report.Attempt, report.Error!, report.Retryable, report.RetryAfter),
    });

    public async Task<bool> BeatAsync(AttemptId attempt, double? progress, string? checkpointJson, CancellationToken cancellationToken)
    {
        if (_run is null || _definition is null)
        {
            return false;
        }

        var checkpoint = checkpointJson is null ? (JsonElement?)null : Payload(checkpointJson, "checkpoint_too_large", "The checkpoint of an attempt");
        var next = WorkflowLogic.Beat(_definition, _run, attempt, progress, checkpoint, Now);
        if (ReferenceEquals(next, _run))
        {
            return false;
        }

        await WriteAsync(next, []);
        Arm();
        return true;
    }

    private static JsonElement Payload(string json, string code, string what) => Encoding.UTF8.GetByteCount(json) <= WorkflowLimits.PayloadBytes
        ? JsonElement.Parse(json)
        : throw new ValidationException(code, $"{what} may have {WorkflowLimits.PayloadBytes} bytes.");

    private WorkflowRunSnapshot Show() => RunView.Snapshot(_definition!, Existing, _past, Now);

    private async Task<WorkflowRunSnapshot> ApplyAsync(Happening happening)
    {
        _ = Existing;
        await LetHappenAsync(happening);
        await GoOnAsync();
        return Show();
    }

    private async Task LetHappenAsync(Happening happening)
    {
        var before = Existing;
        var decision = WorkflowLogic.Apply(_definition!, before, happening, Now);
        if (ReferenceEquals(decision.Next, before))
        {
            return;
        }

        await CommitAsync(decision);
        if (Existing.History > WorkflowLimits.HistoryEntries && Existing is { IsOver: false, Ending: RunEnding.None })
        {
            await LetHappenAsync(new LimitReached(new WorkflowError("history_too_long", $"The history has more than {WorkflowLimits.HistoryEntries} entries.")));
        }
    }

    /// <summary>What has come about by time alone, one after the other.</summary>
    private async Task ComeDueAsync()
    {
        while (WorkflowLogic.NextDue(_definition!, Existing, Now) is { } due)
        {
            var before = Existing;
            await LetHappenAsync(due);
            if (ReferenceEquals(before, Existing))
            {
                return;
            }
        }
    }

    private async Task CommitAsync(RunDecision decision)
    {
        var wasOver = _run is { IsOver: true };
        var owed = services.Events.Stamp(decision.Events);
        await WriteAsync(decision.Next with { Outbox = [.. decision.Next.Outbox, .. owed] }, decision.History);
        await FlushAsync();
        if (Existing.IsOver && !wasOver)
        {
            services.Meters.RunEnded(Existing);
            LogEnded(Id, Existing.Workflow, RunView.StatusOf(Existing), (Existing.EndedAt!.Value - Existing.StartedAt).TotalSeconds);
            _ended.TrySetResult();

            // Nothing depends on it but estimates, and what waits to begin.
            _ = GrainFactory.Workflow(Existing.Workflow).RunEndedAsync(Show(), CancellationToken.None);
        }
        else if (wasOver && !Existing.IsOver)
        {
            _ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private async Task WriteAsync(RunState next, ImmutableArray<WorkflowHistoryEntry> history)
    {
        var state = RunStates.Write(next);
        if (state.Length > WorkflowLimits.StateBytes && next is { IsOver: false, Ending: RunEnding.None } && _run is not null)
        {
            // What led here is not kept: the run ends as it was before it.
            var error = new WorkflowError("state_too_large", $"What the steps were given and gave passes {WorkflowLimits.StateBytes} bytes; pass on less, or keep it as artifacts.");
            var limit = WorkflowLogic.Apply(_definition!, _run, new LimitReached(error), Now);
            await WriteAsync(limit.Next with { Outbox = [.. _run.Outbox, .. services.Events.Stamp(limit.Events)] }, limit.History);
            return;
        }

        try
        {
            await services.Store.CommitAsync(new WorkflowCommit(_commit + 1, RunView.Row(_definition!, next, Now), state, [.. history.Select(Masked)]), CancellationToken.None);
        }
        catch (ConflictException moved) when (moved.Code == "workflow_run_moved")
        {
            DeactivateOnIdle();
            throw;
        }
        catch (Exception failure) when (failure is not NmsException)
        {
            // It may have been written or not: the next activation reads which.
            DeactivateOnIdle();
            throw;
        }

        (_commit, _run, _logAhead) = (_commit + 1, next, false);
    }

    private static WorkflowHistoryEntry Masked(WorkflowHistoryEntry entry) => entry with { DataJson = WorkflowMask.Text(entry.DataJson) };

    /// <summary>Appends to the log what is owed to it. That it has it is written with the next commit, or when the run rests.</summary>
    private async Task FlushAsync()
    {
        if (Existing.Outbox is [])
        {
            return;
        }

        try
        {
            await services.Events.AppendAsync(Existing.Outbox, CancellationToken.None);
            _run = Existing with { Outbox = [] };
            _logAhead = true;
        }
        catch (Exception failure)
        {
            LogOwed(failure, Existing.Outbox.Length, Id);
        }
    }

    /// <summary>Does what is owed: nothing here decides anything.</summary>
    private async Task GoOnAsync(bool repeated = false)
    {
        await FlushAsync();
        await LeaveChildrenAsync();
        var wanted = WorkflowLogic.Attempts(_definition!, Existing).ToDictionary(attempt => attempt.Id, attempt => attempt.Work);
        foreach (var id in _attempts.Keys.Where(id => !wanted.ContainsKey(id)).ToList())
        {
            _attempts.Remove(id, out var attempt);
            attempt!.CallOff();
        }

        foreach (var (id, work) in wanted)
        {
            var known = _attempts.GetValueOrDefault(id);
            if (known is null or { HasEnded: true })
            {
                _attempts[id] = services.Runner.Start(Order(id, work, repeated || known is not null), this.AsReference<IWorkflowAttemptsGrain>());
            }
        }

        if (_attempts.Count > 0)
        {
            DelayDeactivation(s_stay);
        }
        else if (_logAhead)
        {
            // At rest: what the log has must not be told to it again by the next activation.
            await WriteAsync(Existing, []);
        }

        if (Existing.IsOver)
        {
            _ended.TrySetResult();
        }

        Arm();
    }

    /// <summary>Runs that are steps of this one are cancelled when it ends before them.</summary>
    private async Task LeaveChildrenAsync()
    {
        if (Existing.Ending == RunEnding.None)
        {
            _childrenLeft = false;
            return;
        }

        if (_childrenLeft || !_definition!.Steps.Any(step => step.Uses == "workflow.run"))
        {
            return;
        }

        var children = await services.Store.QueryAsync(
            new WorkflowRunQuery { ParentRunId = Id, Statuses = [WorkflowRunStatus.Running, WorkflowRunStatus.Waiting, WorkflowRunStatus.Paused] }, MostChildren);
        await BoundedFanOut.ForEachAsync(
            children, ChildrenAtOnce, child => GrainFactory.WorkflowRun(child.RunId).CancelAsync(Existing.RequestedBy, $"Run {Id}, of which it is a step, has ended.", CancellationToken.None));
        _childrenLeft = children.Length < MostChildren;
    }

    private AttemptOrder Order(AttemptId id, ItemState work, bool repeated)
    {
        var step = _definition!.Steps[StepGraph.PlaceOf(_definition, id.Step)];
        return new AttemptOrder
        {
            RunId = Id,
            Workflow = Existing.Workflow,
            Attempt = id,
            Uses = id.IsCompensation ? step.Compensation!.Uses : step.Uses,
            Inputs = work.Inputs ?? JsonValues.EmptyObject,
            RequestedBy = Existing.RequestedBy,
            ScheduledAt = work.AttemptAt ?? Now,
            StartTimeout = id.IsCompensation ? null : step.StartTimeout,
            RunTimeout = id.IsCompensation ? step.Compensation!.RunTimeout : step.RunTimeout,
            Checkpoint = work.Checkpoint,
            Repeated = repeated,
        };
    }

    /// <summary>Wakes this activation in time; what is far away is left to those who look after all runs.</summary>
    private void Arm()
    {
        _timer?.Dispose();
        _timer = null;
        if (WorkflowLogic.NextInstant(_definition!, Existing) is not { } next || next - Now is var wait && wait > s_longestTimer)
        {
            return;
        }

        _timer = this.RegisterGrainTimer(
            async _ =>
            {
                await ComeDueAsync();
                await GoOnAsync();
            },
            new GrainTimerCreationOptions(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }

    [LoggerMessage(5004, LogLevel.Information, "Workflow run {Run} of {Workflow} ended {Status} after {Seconds:F1} s")]
    private partial void LogEnded(Guid run, string workflow, WorkflowRunStatus status, double seconds);

    [LoggerMessage(5005, LogLevel.Warning, "{Count} events of workflow run {Run} are kept and not yet in the log; trying again")]
    private partial void LogOwed(Exception failure, int count, Guid run);
}
