using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nms.Workflows.Engine;

/// <summary>What each thing that happens does to a run.</summary>
internal sealed partial class RunTurn
{
    private const int MostSignals = 100;

    public void Begin()
    {
        Note("run_started", data: new JsonObject
        {
            ["workflow"] = _run.Workflow,
            ["version"] = _run.Version,
            ["inputs"] = JsonValues.ToNode(_run.Inputs),
            ["trigger"] = _run.Trigger,
            ["trigger_data"] = _run.TriggerData is { } data ? JsonValues.ToNode(data) : null,
            ["requested_by"] = _run.RequestedBy,
            ["key"] = _run.Key,
            ["project_id"] = _run.ProjectId,
            ["parent_run_id"] = _run.ParentRunId,
        });
        Tell("workflow.started");
        Advance();
    }

    /// <summary>Lets something happen. What concerns nobody any more, as the answer of an attempt that is over, leaves the state as it is.</summary>
    public void Apply(Happening happening)
    {
        switch (happening)
        {
            case AttemptCompleted done when WorkOf(done.Attempt) is not null:
                Note("attempt_completed", done.Attempt, new JsonObject { ["output"] = JsonValues.ToNode(done.Output) });
                Set(done.Attempt, work => work with { Status = WorkflowStepStatus.Completed, Output = done.Output, Error = null, Inputs = null, Checkpoint = null, Progress = null });
                break;
            case AttemptFailed failed when WorkOf(failed.Attempt) is not null:
                var data = Data(failed.Error);
                data["retryable"] = failed.Retryable;
                data["retry_after"] = failed.RetryAfter?.TotalSeconds;
                Note("attempt_failed", failed.Attempt, data);
                FailAttempt(failed.Attempt, failed.Error, failed.Retryable, failed.RetryAfter, maybeDone: false);
                break;
            case AttemptTimedOut late when WorkOf(late.Attempt) is not null:
                Note("attempt_timed_out", late.Attempt, new JsonObject { ["timeout"] = late.Timeout });
                FailAttempt(
                    late.Attempt, new WorkflowError($"{late.Timeout}_timeout", RunTexts.TimedOut(late.Timeout)), retryable: late.Timeout != "total", retryAfter: null, maybeDone: true);
                break;
            case WaitEnded wait when Waiting(wait) is { } item:
                Note("wait_ended", wait.Step, wait.Item, data: wait.IsCompensation ? new JsonObject { ["compensation"] = true } : null);
                EndWait(wait, item);
                break;
            case RunTimedOut when GoesForward:
                Note("run_timed_out");
                End(RunEnding.Failed, new WorkflowError("run_timeout", "The run took longer than its definition allows."));
                break;
            case LimitReached limit when GoesForward:
                Note("limit_reached", data: Data(limit.Error));
                End(RunEnding.Failed, limit.Error);
                break;
            case SignalReceived signal:
                Receive(signal);
                break;
            case DecisionReceived decision:
                Decide(decision);
                break;
            case CancelRequested cancel when GoesForward:
                Note("cancel_requested", data: new JsonObject { ["by"] = cancel.By, ["reason"] = cancel.Reason });
                End(RunEnding.Cancelled, new WorkflowError("cancelled", RunTexts.Cancelled(cancel)));
                break;
            case PauseRequested pause when GoesForward && !_run.Paused:
                Note("pause_requested", data: new JsonObject { ["by"] = pause.By });
                _run = _run with { Paused = true };
                Tell("workflow.paused");
                break;
            case ResumeRequested resume when _run is { Paused: true, IsOver: false }:
                Note("resume_requested", data: new JsonObject { ["by"] = resume.By });
                _run = _run with { Paused = false };
                Tell("workflow.resumed");
                break;
            case RetryRequested retry:
                Retry(retry);
                break;
            default:
                return;
        }

        Advance();
    }

    private ItemState? Waiting(WaitEnded wait) =>
        (wait.IsCompensation ? CompensationOf(wait.Step, wait.Item)?.Work : ItemOf(wait.Step, wait.Item)) is { Status: WorkflowStepStatus.Waiting } item ? item : null;

    private void EndWait(WaitEnded wait, ItemState item)
    {
        if (wait.IsCompensation)
        {
            BeginCompensation(CompensationOf(wait.Step, wait.Item)!);
            return;
        }

        var place = StepGraph.PlaceOf(_definition, wait.Step);
        switch (item.Wait)
        {
            case ItemWait.Retry:
                BeginItem(place, item);
                break;
            case ItemWait.Timer:
                Complete(place, item, JsonSerializer.SerializeToElement(new JsonObject { ["at"] = _now }));
                break;
            case ItemWait.Signal:
                Fail(place, item, new WorkflowError("signal_timeout", "The signal did not come in time."));
                break;
            default:
                DecideByDefault(place, item);
                break;
        }
    }

    private void DecideByDefault(int place, ItemState item)
    {
        switch (item.Inputs is { } inputs && inputs.TryGetProperty("default", out var given) ? given.GetString() : "fail")
        {
            case "approve":
                Complete(place, item, Decision(true, null, "default"));
                break;
            case "reject":
                Fail(place, item, new WorkflowError("approval_rejected", "Nobody decided in time, which counts as a rejection."));
                break;
            default:
                Fail(place, item, new WorkflowError("approval_timeout", "Nobody decided in time."));
                break;
        }

        JsonElement Decision(bool approved, string? comment, string by) => Decided(approved, comment, by);
    }

    private JsonElement Decided(bool approved, string? comment, string by) =>
        JsonSerializer.SerializeToElement(new JsonObject { ["approved"] = approved, ["comment"] = comment, ["by"] = by, ["at"] = _now });

    private void Receive(SignalReceived signal)
    {
        if (_signals.Any(known => known.SignalId == signal.SignalId))
        {
            return;
        }

        if (!GoesForward)
        {
            throw new ConflictException("run_already_finished", $"Run {_run.RunId} is over or being undone; it takes no signals.");
        }

        if (_signals.Count(known => !known.Taken) >= MostSignals)
        {
            throw new ThrottledException("too_many_signals", $"{MostSignals} signals wait for run {_run.RunId}, as many as may.");
        }

        Note("signal_received", data: new JsonObject
        {
            ["id"] = signal.SignalId,
            ["name"] = signal.Name,
            ["data"] = JsonValues.ToNode(signal.Data),
            ["by"] = signal.By,
        });

        // Those that were taken are kept to know a repeat, the newest of them.
        var taken = _signals.Where(known => known.Taken).ToList();
        foreach (var old in taken.Take(taken.Count - MostSignals))
        {
            _signals.Remove(old);
        }

        _signals.Add(new SignalState(signal.SignalId, signal.Name, signal.Data, Taken: false));
        for (var place = 0; place < _steps.Length; place++)
        {
            foreach (var item in _steps[place].Items.Where(item => item is { Status: WorkflowStepStatus.Waiting, Wait: ItemWait.Signal }))
            {
                TakeSignal(place, item);
            }
        }
    }

    /// <summary>True when a signal was there.</summary>
    private bool TakeSignal(int place, ItemState item)
    {
        var name = item.Inputs!.Value.GetProperty("name").GetString();
        var found = _signals.FindIndex(signal => !signal.Taken && signal.Name == name);
        if (found < 0)
        {
            return false;
        }

        _signals[found] = _signals[found] with { Taken = true };
        Complete(place, item, _signals[found].Data);
        return true;
    }

    private void Decide(DecisionReceived decision)
    {
        var place = StepGraph.PlaceOf(_definition, decision.Step);
        if (place < 0)
        {
            throw new NotFoundException("workflow_step_not_found", $"Run {_run.RunId} has no step {decision.Step}.");
        }

        if (_steps[place].Items.FirstOrDefault(item => item is { Status: WorkflowStepStatus.Waiting, Wait: ItemWait.Approval }) is not { } item)
        {
            throw new ConflictException("step_not_waiting", $"Step {decision.Step} of run {_run.RunId} does not wait for an approval.");
        }

        Note("decision_received", decision.Step, item.Index, data: new JsonObject { ["approve"] = decision.Approve, ["comment"] = decision.Comment, ["by"] = decision.By });
        if (decision.Approve)
        {
            Complete(place, item, Decided(true, decision.Comment, decision.By));
        }
        else
        {
            Fail(place, item, new WorkflowError("approval_rejected", decision.Comment is { } why ? $"{decision.By} rejected it: {why}" : $"{decision.By} rejected it."));
        }
    }
}
