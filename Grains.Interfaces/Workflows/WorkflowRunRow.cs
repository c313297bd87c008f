namespace Nms.Workflows;

/// <summary>What lists of runs show, and what they are found by.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Workflows.WorkflowRunRow")]
public sealed record WorkflowRunRow
{
    /// <summary>The run.</summary>
    [Id(0)] public required Guid RunId { get; init; }

    /// <summary>Its definition.</summary>
    [Id(1)] public required string WorkflowName { get; init; }

    /// <summary>The version of that.</summary>
    [Id(2)] public required int Version { get; init; }

    /// <summary>How far it has come.</summary>
    [Id(3)] public required WorkflowRunStatus Status { get; init; }

    /// <summary>The key that only one run of the definition that is not over may have.</summary>
    [Id(4)] public string? Key { get; init; }

    /// <summary>The project it is about.</summary>
    [Id(5)] public Guid? ProjectId { get; init; }

    /// <summary>The run of which it is a step.</summary>
    [Id(6)] public Guid? ParentRunId { get; init; }

    /// <summary>The principal in whose name it acts.</summary>
    [Id(7)] public required string RequestedBy { get; init; }

    /// <summary>What started it.</summary>
    [Id(8)] public required string Trigger { get; init; }

    /// <summary>When it was started.</summary>
    [Id(9)] public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was over.</summary>
    [Id(10)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When it must be looked after at the latest; null when nothing is owed to it but from outside.</summary>
    [Id(11)] public DateTimeOffset? DueAt { get; init; }

    /// <summary>0 to 1.</summary>
    [Id(12)] public double Progress { get; init; }

    /// <summary>Why it failed or was cancelled.</summary>
    [Id(13)] public WorkflowError? Error { get; init; }

    /// <summary>Whether nothing more happens to it by itself.</summary>
    public bool IsFinished => Status is WorkflowRunStatus.Completed or WorkflowRunStatus.Failed or WorkflowRunStatus.Cancelled;
}
