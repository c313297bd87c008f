using System.Text.Json;
using System.Text.Json.Nodes;
using Nms.Workflows.Definitions;
using Nms.Workflows.Expressions;

namespace Nms.Workflows.Engine;

/// <summary>Forward: which steps begin, and which are settled.</summary>
internal sealed partial class RunTurn
{
    private const int MostItems = 1_000;

    /// <summary>Goes on until nothing more happens by itself.</summary>
    private void Advance()
    {
        bool moved;
        do
        {
            moved = false;
            for (var place = 0; place < _steps.Length && GoesForward; place++)
            {
                moved |= _steps[place].Status switch
                {
                    WorkflowStepStatus.Pending => TryBegin(place),
                    WorkflowStepStatus.Running or WorkflowStepStatus.Waiting => TryFill(place) | TrySettle(place),
                    _ => false,
                };
            }
        }
        while (moved);

        if (GoesForward && Array.TrueForAll(_steps, step => step.IsSettled))
        {
            Finish();
        }
        else if (_run.Ending != RunEnding.None && !_run.IsOver)
        {
            Compensate();
        }
    }

    private bool TryBegin(int place)
    {
        var step = _definition.Steps[place];
        if (_run.Paused || !step.Needs.All(need => StateOf(need).IsSettled))
        {
            return false;
        }

        var came = step.Needs.Select(need => CameAbout(step, need)).ToList();
        if (came.Count > 0 && !(step.NeedsAny ? came.Contains(true) : came.TrueForAll(one => one)))
        {
            Skip(place, unreached: true);
            return true;
        }

        try
        {
            if (step.When is { } when && !IsTrue(when.Evaluate(Scope())))
            {
                Skip(place, unreached: false);
                return true;
            }

            var items = step.ForEach is { } each
                ? Items(each.Evaluate(Scope()))
                : [new ItemState()];
            _steps[place] = new StepState { Status = WorkflowStepStatus.Running, Many = step.ForEach is not null, Items = [.. items], StartedAt = _now };
            Note("step_started", step.Name);
            Tell("workflow.step_started", step.Name);
        }
        catch (ExpressionException e)
        {
            _steps[place] = _steps[place] with { Status = WorkflowStepStatus.Running, StartedAt = _now };
            SettleFailed(place, new WorkflowError(e.Code, e.Message));
        }

        return true;
    }

    private StepState StateOf(string step) => _steps[StepGraph.PlaceOf(_definition, step)];

    /// <summary>Whether what a step needs came about, as far as the step is concerned.</summary>
    private bool CameAbout(StepDefinition step, string need)
    {
        var state = StateOf(need);
        if (step.Handles == need)
        {
            return state.Status == WorkflowStepStatus.Failed;
        }

        return state.Status switch
        {
            WorkflowStepStatus.Completed => true,
            WorkflowStepStatus.Skipped => !state.Unreached,
            WorkflowStepStatus.Failed => _definition.Steps[StepGraph.PlaceOf(_definition, need)].OnFailure == FailurePolicy.Continue,
            _ => false,
        };
    }

    private static bool IsTrue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new ExpressionException("expression_type", $"A condition gives true or false, and not {RunTexts.Kind(value)}."),
    };

    private static IEnumerable<ItemState> Items(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new ExpressionException("expression_type", $"for_each takes a list, and not {RunTexts.Kind(list)}.");
        }

        return list.GetArrayLength() <= MostItems
            ? list.EnumerateArray().Select((value, index) => new ItemState { Index = index, Value = value.Clone() })
            : throw new ExpressionException("too_many_items", $"for_each takes at most {MostItems} items, and not {list.GetArrayLength()}.");
    }

    /// <summary>Begins items of a step as far as they may be under way at the same time.</summary>
    private bool TryFill(int place)
    {
        var step = _definition.Steps[place];
        var moved = false;
        while (!_run.Paused
            && GoesForward
            && _steps[place].Items.FirstOrDefault(item => item.Status == WorkflowStepStatus.Pending) is { } next
            && _steps[place].Items.Count(item => item.Status is WorkflowStepStatus.Running or WorkflowStepStatus.Waiting) < step.MaxParallel
            && InFlight < _definition.MaxParallel)
        {
            BeginItem(place, next);
            moved = true;
        }

        return moved;
    }

    private int InFlight => _steps.Sum(step => step.Items.Count(item => item.InFlight));

    private bool TrySettle(int place)
    {
        var (step, state) = (_definition.Steps[place], _steps[place]);
        if (state.IsSettled)
        {
            return false;
        }

        var failed = state.Items.FirstOrDefault(item => item.Status == WorkflowStepStatus.Failed);
        if (failed is not null && step.OnFailure != FailurePolicy.Continue && state.Items.Any(item => item.Status == WorkflowStepStatus.Pending))
        {
            // What has not begun need not: the step has failed already. What is under way ends first.
            state = _steps[place] = state with
            {
                Items = [.. state.Items.Select(item => item.Status == WorkflowStepStatus.Pending ? item with { Status = WorkflowStepStatus.Cancelled } : item)],
            };
        }

        if (!state.Items.All(item => item.IsSettled))
        {
            var status = state.Items.Any(item => item.InFlight) ? WorkflowStepStatus.Running : WorkflowStepStatus.Waiting;
            if (state.Status != status)
            {
                _steps[place] = state with { Status = status };
            }

            return false;
        }

        var output = state.Many ? JsonValues.List(state.Items.Select(item => item.Output)) : state.Items[0].Output;
        _steps[place] = state with { Output = output };
        if (failed is null)
        {
            _steps[place] = _steps[place] with { Status = WorkflowStepStatus.Completed, Error = null, EndedAt = _now, Order = ++_order };
            Note("step_completed", step.Name);
            Tell("workflow.step_completed", step.Name);
        }
        else
        {
            SettleFailed(place, failed.Error!);
        }

        return true;
    }

    private void Skip(int place, bool unreached)
    {
        var name = _definition.Steps[place].Name;
        _steps[place] = new StepState { Status = WorkflowStepStatus.Skipped, Unreached = unreached, EndedAt = _now, Order = ++_order };
        Note("step_skipped", name, data: new JsonObject { ["reason"] = unreached ? "unreached" : "condition" });
        Tell("workflow.step_skipped", name);
    }

    private void SettleFailed(int place, WorkflowError error)
    {
        var step = _definition.Steps[place];
        _steps[place] = _steps[place] with { Status = WorkflowStepStatus.Failed, Error = error, EndedAt = _now, Order = ++_order };
        Note("step_failed", step.Name, data: Data(error));
        Tell("workflow.step_failed", step.Name, error);
        if (step.OnFailure == FailurePolicy.Fail)
        {
            End(RunEnding.Failed, error with { Message = $"Step {step.Name}: {error.Message}" });
        }
    }

    private void Finish()
    {
        JsonElement? outputs;
        try
        {
            outputs = _definition.Outputs?.Evaluate(Scope());
        }
        catch (ExpressionException e)
        {
            End(RunEnding.Failed, new WorkflowError(e.Code, $"The outputs: {e.Message}"));
            Compensate();
            return;
        }

        _run = _run with { EndedAt = _now, Outputs = outputs };
        Note("run_completed", data: new JsonObject { ["outputs"] = outputs is { } given ? JsonValues.ToNode(given) : null });
        Tell("workflow.completed");
    }
}
