using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nms.Events;
using Nms.Workflows.Definitions;

namespace Nms.Workflows.Engine;

/// <summary>One turn of a run: takes the state apart, lets something happen to it, and goes on from there as far as it goes by itself. Nothing outside is touched.</summary>
internal sealed partial class RunTurn
{
    private readonly WorkflowDefinition _definition;
    private readonly DateTimeOffset _now;
    private readonly RunState _before;
    private readonly StepState[] _steps;
    private readonly List<CompensationState> _compensations;
    private readonly List<SignalState> _signals;
    private readonly ImmutableArray<WorkflowHistoryEntry>.Builder _history = ImmutableArray.CreateBuilder<WorkflowHistoryEntry>();
    private readonly ImmutableArray<EventDraft>.Builder _events = ImmutableArray.CreateBuilder<EventDraft>();
    private RunState _run;
    private int _order;

    public RunTurn(WorkflowDefinition definition, RunState run, DateTimeOffset now)
    {
        (_definition, _before, _run, _now) = (definition, run, run, now);
        _steps = [.. run.Steps];
        _compensations = [.. run.Compensations];
        _signals = [.. run.Signals];
        _order = _steps.Length == 0 ? 0 : _steps.Max(step => step.Order);
    }

    /// <summary>What became of it.</summary>
    public RunDecision Decision => _history.Count == 0
        ? new RunDecision(_before, [], [])
        : new RunDecision(
            _run with
            {
                Steps = [.. _steps],
                Compensations = [.. _compensations],
                Signals = [.. _signals],
                History = _before.History + _history.Count,
            },
            _history.ToImmutable(),
            _events.ToImmutable());

    private bool GoesForward => !_run.IsOver && _run.Ending == RunEnding.None;

    private void Note(string type, string? step = null, int? item = null, int? attempt = null, JsonObject? data = null) => _history.Add(
        new WorkflowHistoryEntry(_before.History + _history.Count + 1, _now, type, step, item, attempt, data?.ToJsonString() ?? "{}"));

    private void Note(string type, AttemptId attempt, JsonObject? data = null)
    {
        if (attempt.IsCompensation)
        {
            (data ??= [])["compensation"] = true;
        }

        Note(type, attempt.Step, attempt.Item, attempt.Attempt, data);
    }

    private void Tell(string type, string? step = null, WorkflowError? error = null) => _events.Add(RunEvents.Draft(type, _run, step, error));

    private RunScope Scope(ItemState? item = null, bool many = false, JsonElement? output = null) => new(_definition, _run, _steps, _now)
    {
        Item = many ? item?.Value : null,
        Index = many ? item?.Index : null,
        Output = output,
    };

    private static JsonObject Data(WorkflowError error) => new() { ["code"] = error.Code, ["message"] = error.Message };
}
