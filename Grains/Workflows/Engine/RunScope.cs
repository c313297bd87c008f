using System.Text.Json;
using System.Text.Json.Nodes;
using Nms.Workflows.Definitions;
using Nms.Workflows.Expressions;

namespace Nms.Workflows.Engine;

/// <summary>What expressions of a run see at one instant.</summary>
internal sealed class RunScope(WorkflowDefinition definition, RunState run, IReadOnlyList<StepState> steps, DateTimeOffset now) : IExpressionScope
{
    private readonly Dictionary<string, JsonElement> _steps = new(StringComparer.Ordinal);

    public DateTimeOffset Now => now;

    public JsonElement? Item { get; init; }

    public int? Index { get; init; }

    /// <summary>The output of what is to be undone.</summary>
    public JsonElement? Output { get; init; }

    public JsonElement? Find(string name) => name switch
    {
        "inputs" => run.Inputs,
        "trigger" => run.TriggerData ?? JsonValues.Null,
        "item" => Item,
        "index" => Index is { } index ? JsonSerializer.SerializeToElement(index) : null,
        "output" => Output,
        "run" => JsonSerializer.SerializeToElement(new JsonObject
        {
            ["id"] = run.RunId,
            ["workflow"] = run.Workflow,
            ["version"] = run.Version,
            ["started_at"] = run.StartedAt,
            ["requested_by"] = run.RequestedBy,
            ["status"] = run.Ending switch { RunEnding.Failed => "failed", RunEnding.Cancelled => "cancelled", _ => "running" },
            ["error"] = Error(run.Error),
        }),
        _ => null,
    };

    public JsonElement? FindStep(string step)
    {
        if (_steps.TryGetValue(step, out var known))
        {
            return known;
        }

        var place = StepGraph.PlaceOf(definition, step);
        return place < 0 ? null : _steps[step] = Describe(steps[place]);
    }

    /// <summary>A step as expressions see it.</summary>
    private static JsonElement Describe(StepState step) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["status"] = RunWords.Of(step.Status),
        ["output"] = step.Output is { } output ? JsonValues.ToNode(output) : null,
        ["error"] = Error(step.Error),
        ["attempts"] = step.Items.Sum(item => item.Attempt),
    });

    private static JsonObject? Error(WorkflowError? error) => error is null ? null : new JsonObject { ["code"] = error.Code, ["message"] = error.Message };
}
