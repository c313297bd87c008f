using System.Collections.Immutable;

namespace Nms.Workflows;

/// <summary>Which runs to list; empty members do not restrict.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Workflows.WorkflowRunQuery")]
public sealed record WorkflowRunQuery
{
    /// <summary>Definitions.</summary>
    [Id(0)] public ImmutableArray<string> Workflows { get; init; } = [];

    /// <summary>How far they have come.</summary>
    [Id(1)] public ImmutableArray<WorkflowRunStatus> Statuses { get; init; } = [];

    /// <summary>The project they are about.</summary>
    [Id(2)] public Guid? ProjectId { get; init; }

    /// <summary>The run of which they are a step.</summary>
    [Id(3)] public Guid? ParentRunId { get; init; }

    /// <summary>The key.</summary>
    [Id(4)] public string? Key { get; init; }

    /// <summary>The run behind which to go on; runs are listed the newest first, by their ids, which sort by time.</summary>
    [Id(5)] public Guid? Before { get; init; }

    /// <summary>Runs of these projects and none else, for a caller who may see those only; null for all runs.</summary>
    [Id(6)] public ImmutableArray<Guid>? VisibleProjects { get; init; }
}
