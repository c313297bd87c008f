using System.Collections.Immutable;
using Nms.Workflows.Expressions;

namespace Nms.Workflows.Definitions;

/// <summary>A definition as the engine runs it: read, checked, with every default filled in. Its steps form a graph without cycles.</summary>
internal sealed record WorkflowDefinition
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public ImmutableArray<InputDefinition> Inputs { get; init; } = [];

    /// <summary>In the order of the source; names are unique.</summary>
    public required ImmutableArray<StepDefinition> Steps { get; init; }

    /// <summary>An object; null for no outputs.</summary>
    public Template? Outputs { get; init; }

    /// <summary>The longest a run may take, all its waits together.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gives the text that only one run has at a time.</summary>
    public Template? Key { get; init; }

    public KeyConflictPolicy OnConflict { get; init; }

    /// <summary>Gives the project that a run is about; by default the input project_id, when there is one of type project.</summary>
    public Template? Project { get; init; }

    /// <summary>Runs that may be under way at the same time.</summary>
    public int? MaxRuns { get; init; }

    /// <summary>Attempts of one run under way at the same time.</summary>
    public int MaxParallel { get; init; } = 16;

    public ImmutableArray<TriggerDefinition> Triggers { get; init; } = [];
}
