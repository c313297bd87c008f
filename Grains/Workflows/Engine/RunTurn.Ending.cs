using System.Text.Json.Nodes;
using Nms.Workflows.Expressions;

namespace Nms.Workflows.Engine;

/// <summary>Failure, cancellation, undoing, and being taken up again.</summary>
internal sealed partial class RunTurn
{
    private CompensationState? CompensationOf(string step, int item) => _compensations.Find(one => one.Step == step && one.Item == item);

    /// <summary>Calls off what is under way, and lists what is to be undone: what was begun last first.</summary>
    private void End(RunEnding ending, WorkflowError error)
    {
        _run = _run with { Ending = ending, Error = error };
        for (var place = 0; place < _steps.Length; place++)
        {
            if (_steps[place].IsSettled)
            {
                continue;
            }

            var begun = _steps[place].Status != WorkflowStepStatus.Pending;
            _steps[place] = _steps[place] with
            {
                Status = WorkflowStepStatus.Cancelled,
                EndedAt = _now,
                Order = begun ? ++_order : 0,
                Items = [.. _steps[place].Items.Select(item => item.IsSettled ? item : item with
                {
                    Status = WorkflowStepStatus.Cancelled,
                    Wait = ItemWait.None,
                    MaybeDone = item.MaybeDone || item.InFlight,
                    DueAt = null,
                    Inputs = null,
                })],
            };
            if (begun)
            {
                Note("step_cancelled", _definition.Steps[place].Name);
            }
        }

        _compensations.AddRange(
            from place in Enumerable.Range(0, _steps.Length)
            where _definition.Steps[place].Compensation is not null
            orderby _steps[place].Order descending
            from item in _steps[place].Items.Reverse()
            where item.Status == WorkflowStepStatus.Completed || item.MaybeDone
            select new CompensationState(_definition.Steps[place].Name, item.Index, new ItemState { Index = item.Index, Value = item.Value }));
        if (_compensations.Count > 0)
        {
            Note("run_compensating", data: Data(error));
            Tell("workflow.compensating", error: error);
        }
    }

    /// <summary>Undoes one thing after the other; what cannot be undone is noted and does not hold up the rest.</summary>
    private void Compensate()
    {
        for (var i = 0; i < _compensations.Count; i++)
        {
            if (_compensations[i].Work.Status == WorkflowStepStatus.Pending)
            {
                BeginCompensation(_compensations[i]);
            }

            if (!_compensations[i].Work.IsSettled)
            {
                return;
            }
        }

        foreach (var step in _compensations.GroupBy(one => one.Step))
        {
            var place = StepGraph.PlaceOf(_definition, step.Key);
            if (step.All(one => one.Work.Status == WorkflowStepStatus.Completed) && _steps[place].Status == WorkflowStepStatus.Completed)
            {
                _steps[place] = _steps[place] with { Status = WorkflowStepStatus.Compensated };
            }
        }

        _run = _run with { EndedAt = _now };
        var failed = _run.Ending == RunEnding.Failed;
        Note(failed ? "run_failed" : "run_cancelled", data: Data(_run.Error!));
        Tell(failed ? "workflow.failed" : "workflow.cancelled", error: _run.Error);
    }

    private void BeginCompensation(CompensationState compensation)
    {
        var place = StepGraph.PlaceOf(_definition, compensation.Step);
        var (step, done) = (_definition.Steps[place], _steps[place].Items[compensation.Item]);
        var id = _compensations.IndexOf(compensation);
        try
        {
            var inputs = step.Compensation!.With.Evaluate(Scope(done, _steps[place].Many, done.Output ?? JsonValues.Null));
            _compensations[id] = compensation with { Work = Attempted(compensation.Work, inputs) };
            Note("attempt_scheduled", new AttemptId(_run.Round, compensation.Step, compensation.Item, compensation.Work.Attempt + 1, IsCompensation: true), new JsonObject
            {
                ["uses"] = step.Compensation.Uses,
                ["inputs"] = JsonValues.ToNode(inputs),
            });
        }
        catch (ExpressionException e)
        {
            _compensations[id] = compensation with { Work = compensation.Work with { Status = WorkflowStepStatus.Failed, Error = new WorkflowError(e.Code, e.Message) } };
            Note("compensation_failed", compensation.Step, compensation.Item, data: Data(new WorkflowError(e.Code, e.Message)));
        }
    }

    private void Retry(RetryRequested retry)
    {
        if (!_run.IsOver || _run.Ending == RunEnding.None)
        {
            throw new ConflictException("run_not_failed", $"Run {_run.RunId} has not failed and was not cancelled, so there is nothing to take up again.");
        }

        if (retry.Step is { } from && StepGraph.PlaceOf(_definition, from) < 0)
        {
            throw new NotFoundException("workflow_step_not_found", $"Run {_run.RunId} has no step {from}.");
        }

        Note("retry_requested", retry.Step, data: new JsonObject { ["by"] = retry.By });
        var again = StepGraph.From(_definition, _definition.Steps
            .Where((step, place) => step.Name == retry.Step || !(_steps[place] is { Status: WorkflowStepStatus.Completed } or { Status: WorkflowStepStatus.Skipped, Unreached: false }))
            .Select(step => step.Name));
        for (var place = 0; place < _steps.Length; place++)
        {
            if (again.Contains(_definition.Steps[place].Name))
            {
                _steps[place] = new StepState();
            }
        }

        _compensations.Clear();
        _run = _run with
        {
            Round = _run.Round + 1,
            Ending = RunEnding.None,
            EndedAt = null,
            Error = null,
            Outputs = null,
            Paused = false,
            Deadline = _now + _definition.Timeout,
        };
        Tell("workflow.retried");
    }
}
