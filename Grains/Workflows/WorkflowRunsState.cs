using System.Collections.Immutable;

namespace Nms.Workflows;

/// <summary>What a workflow knows of its runs.</summary>
[GenerateSerializer, Alias("Nms.Workflows.WorkflowRunsState")]
internal sealed record WorkflowRunsState
{
    [Id(0)] public WorkflowStatistics Statistics { get; init; } = new();

    /// <summary>Starts with idempotency keys, the oldest first.</summary>
    [Id(1)] public ImmutableArray<RememberedStart> Starts { get; init; } = [];
}
