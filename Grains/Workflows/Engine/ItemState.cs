using System.Text.Json;

namespace Nms.Workflows.Engine;

/// <summary>One item of a step; a step that is done once has one. Also a compensation.</summary>
internal sealed record ItemState
{
    public int Index { get; init; }

    /// <summary>What expressions see as <c>item</c>.</summary>
    public JsonElement? Value { get; init; }

    public WorkflowStepStatus Status { get; init; }

    public ItemWait Wait { get; init; }

    /// <summary>Attempts begun.</summary>
    public int Attempt { get; init; }

    /// <summary>What the attempt under way was given, and what a wait waits for.</summary>
    public JsonElement? Inputs { get; init; }

    /// <summary>When the first attempt began.</summary>
    public DateTimeOffset? FirstAt { get; init; }

    /// <summary>When the latest attempt began.</summary>
    public DateTimeOffset? AttemptAt { get; init; }

    /// <summary>When it was heard of last.</summary>
    public DateTimeOffset? BeatAt { get; init; }

    public double? Progress { get; init; }

    public JsonElement? Checkpoint { get; init; }

    /// <summary>When the wait is over.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public JsonElement? Output { get; init; }

    public WorkflowError? Error { get; init; }

    /// <summary>An attempt was cut off, so that what it was to do may be done.</summary>
    public bool MaybeDone { get; init; }

    public bool IsSettled => Status >= WorkflowStepStatus.Completed;

    /// <summary>Whether an attempt is under way.</summary>
    public bool InFlight => Status == WorkflowStepStatus.Running;
}
