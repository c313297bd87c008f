using System.Collections.Immutable;

namespace Nms.Workflows;

/// <summary>The newest version of each workflow, without its source.</summary>
[GenerateSerializer, Alias("Nms.Workflows.WorkflowDirectoryState")]
internal sealed record WorkflowDirectoryState
{
    [Id(0)] public ImmutableDictionary<string, WorkflowVersion> Newest { get; init; } = ImmutableDictionary<string, WorkflowVersion>.Empty;
}
