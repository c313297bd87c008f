using System.Collections.Immutable;

namespace Nms.Workflows;

/// <summary>The versions of a workflow.</summary>
[GenerateSerializer, Alias("Nms.Workflows.WorkflowState")]
internal sealed record WorkflowState
{
    /// <summary>The newest first.</summary>
    [Id(0)] public ImmutableArray<WorkflowVersion> Versions { get; init; } = [];

    [Id(1)] public bool Deleted { get; init; }
}
