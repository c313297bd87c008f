using System.Collections.Immutable;

namespace Nms.Workflows;

/// <summary>A workflow run as it is now. Secrets in it are masked.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Workflows.WorkflowRunSnapshot")]
public sealed record WorkflowRunSnapshot
{
    /// <summary>Its id.</summary>
    [Id(0)] public required Guid RunId { get; init; }

    /// <summary>The definition it runs.</summary>
    [Id(1)] public required string WorkflowName { get; init; }

    /// <summary>The version of the definition, on which it stays.</summary>
    [Id(2)] public required int Version { get; init; }

    /// <summary>How far it has come.</summary>
    [Id(3)] public required WorkflowRunStatus Status { get; init; }

    /// <summary>What it was started with, a JSON object.</summary>
    [Id(4)] public required string InputsJson { get; init; }

    /// <summary>What it gave, a JSON object, once it is over.</summary>
    [Id(5)] public string? OutputsJson { get; init; }

    /// <summary>Why it failed or was cancelled.</summary>
    [Id(6)] public WorkflowError? Error { get; init; }

    /// <summary>The principal in whose name it acts.</summary>
    [Id(7)] public required string RequestedBy { get; init; }

    /// <summary>What started it: api, schedule, event, alert, webhook or workflow, with a name behind a colon.</summary>
    [Id(8)] public required string Trigger { get; init; }

    /// <summary>The key that only one run of the definition has at a time.</summary>
    [Id(9)] public string? Key { get; init; }

    /// <summary>The project it is about; null for none or several.</summary>
    [Id(10)] public Guid? ProjectId { get; init; }

    /// <summary>The run of which it is a step.</summary>
    [Id(11)] public Guid? ParentRunId { get; init; }

    /// <summary>When it was started.</summary>
    [Id(12)] public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was over.</summary>
    [Id(13)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When it fails if it is not over.</summary>
    [Id(14)] public DateTimeOffset? Deadline { get; init; }

    /// <summary>0 to 1.</summary>
    [Id(15)] public double Progress { get; init; }

    /// <summary>When it will be over, by what past runs took; null when none is known.</summary>
    [Id(16)] public DateTimeOffset? EstimatedEnd { get; init; }

    /// <summary>Its steps, in the order of the definition.</summary>
    [Id(17)] public ImmutableArray<WorkflowStepSnapshot> Steps { get; init; } = [];

    /// <summary>Steps that were undone, in the order of undoing.</summary>
    [Id(18)] public ImmutableArray<WorkflowStepSnapshot> Compensations { get; init; } = [];

    /// <summary>Whether nothing more happens to it by itself.</summary>
    public bool IsFinished => Status is WorkflowRunStatus.Completed or WorkflowRunStatus.Failed or WorkflowRunStatus.Cancelled;
}
