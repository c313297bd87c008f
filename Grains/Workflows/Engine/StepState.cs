using System.Collections.Immutable;
using System.Text.Json;

namespace Nms.Workflows.Engine;

/// <summary>One step of a run.</summary>
internal sealed record StepState
{
    public WorkflowStepStatus Status { get; init; }

    /// <summary>Skipped because what it needs did not come about, and not by its own condition.</summary>
    public bool Unreached { get; init; }

    /// <summary>Done for each of several.</summary>
    public bool Many { get; init; }

    public ImmutableArray<ItemState> Items { get; init; } = [];

    public JsonElement? Output { get; init; }

    public WorkflowError? Error { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Its place among the settled steps, from 1: what was done last is undone first.</summary>
    public int Order { get; init; }

    public bool IsSettled => Status >= WorkflowStepStatus.Completed;
}
