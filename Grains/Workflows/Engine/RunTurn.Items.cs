using System.Text.Json;
using System.Text.Json.Nodes;
using Nms.Workflows.Expressions;

namespace Nms.Workflows.Engine;

/// <summary>Attempts, waits and what is done inside the engine.</summary>
internal sealed partial class RunTurn
{
    private ItemState? ItemOf(string step, int item)
    {
        var place = StepGraph.PlaceOf(_definition, step);
        return place < 0 || item >= _steps[place].Items.Length ? null : _steps[place].Items[item];
    }

    /// <summary>What an attempt under way works on; null for one that is over or was never begun.</summary>
    private ItemState? WorkOf(AttemptId id) =>
        id.Round == _run.Round && (id.IsCompensation ? CompensationOf(id.Step, id.Item)?.Work : ItemOf(id.Step, id.Item)) is { InFlight: true } work && work.Attempt == id.Attempt
            ? work
            : null;

    private void Set(AttemptId id, Func<ItemState, ItemState> change)
    {
        if (id.IsCompensation)
        {
            var place = _compensations.FindIndex(one => one.Step == id.Step && one.Item == id.Item);
            _compensations[place] = _compensations[place] with { Work = change(_compensations[place].Work) };
        }
        else
        {
            var place = StepGraph.PlaceOf(_definition, id.Step);
            Put(place, change(_steps[place].Items[id.Item]));
        }
    }

    private void Put(int place, ItemState item) => _steps[place] = _steps[place] with { Items = _steps[place].Items.SetItem(item.Index, item) };

    private void Complete(int place, ItemState item, JsonElement output) =>
        Put(place, item with { Status = WorkflowStepStatus.Completed, Wait = ItemWait.None, Output = output, Inputs = null, DueAt = null, Error = null });

    private void Fail(int place, ItemState item, WorkflowError error) =>
        Put(place, item with { Status = WorkflowStepStatus.Failed, Wait = ItemWait.None, Inputs = null, DueAt = null, Error = error });

    /// <summary>Begins the first or the next attempt at an item.</summary>
    private void BeginItem(int place, ItemState item)
    {
        var step = _definition.Steps[place];
        try
        {
            var inputs = step.With.Evaluate(Scope(item, _steps[place].Many));
            if (EngineSteps.Does(step.Uses))
            {
                BeginInside(place, item, inputs);
                return;
            }

            Put(place, Attempted(item, inputs));
            Note("attempt_scheduled", step.Name, item.Index, item.Attempt + 1, new JsonObject { ["uses"] = step.Uses, ["inputs"] = JsonValues.ToNode(inputs) });
        }
        catch (ExpressionException e)
        {
            Fail(place, item, new WorkflowError(e.Code, e.Message));
        }
    }

    private ItemState Attempted(ItemState item, JsonElement inputs) => item with
    {
        Status = WorkflowStepStatus.Running,
        Wait = ItemWait.None,
        Attempt = item.Attempt + 1,
        Inputs = inputs,
        FirstAt = item.FirstAt ?? _now,
        AttemptAt = _now,
        BeatAt = null,
        Progress = null,
        DueAt = null,
    };

    private void BeginInside(int place, ItemState item, JsonElement inputs)
    {
        var step = _definition.Steps[place];
        item = item with { Attempt = 1, FirstAt = _now, AttemptAt = _now, Inputs = inputs };
        switch (EngineSteps.Begin(step.Uses, inputs, _now))
        {
            case { Error: { } error }:
                Fail(place, item, error);
                return;
            case { Output: { } output }:
                Complete(place, item, output);
                return;
            case var wait:
                item = item with { Status = WorkflowStepStatus.Waiting, Wait = wait.Wait, DueAt = wait.DueAt };
                Put(place, item);
                if (wait.Wait == ItemWait.Signal && TakeSignal(place, item))
                {
                    return;
                }

                Note("step_waiting", step.Name, item.Index, data: new JsonObject { ["for"] = step.Uses, ["until"] = wait.DueAt });
                Tell(wait.Wait == ItemWait.Approval ? "workflow.approval_requested" : "workflow.step_waiting", step.Name);
                return;
        }
    }

    private void FailAttempt(AttemptId id, WorkflowError error, bool retryable, TimeSpan? retryAfter, bool maybeDone)
    {
        var step = _definition.Steps[StepGraph.PlaceOf(_definition, id.Step)];
        var retry = id.IsCompensation ? step.Compensation!.Retry : step.Retry;
        var work = WorkOf(id)!;
        var wait = retryable ? RetryLogic.After(retry, work.Attempt, error.Code, retryAfter) : null;
        var due = _now + wait;
        if (due is not null && !id.IsCompensation && step.TotalTimeout is { } total && due >= work.FirstAt + total)
        {
            due = null;
        }

        Set(id, item => item with
        {
            Status = due is null ? WorkflowStepStatus.Failed : WorkflowStepStatus.Waiting,
            Wait = due is null ? ItemWait.None : ItemWait.Retry,
            DueAt = due,
            Error = error,
            Inputs = null,
            MaybeDone = item.MaybeDone || maybeDone,
        });
        if (due is { } at)
        {
            Note("attempt_retrying", id, new JsonObject { ["at"] = at });
            Tell("workflow.step_retrying", id.Step, error);
        }
    }
}
