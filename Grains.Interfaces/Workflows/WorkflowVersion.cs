namespace Nms.Workflows;

/// <summary>A version of a workflow's definition. It never changes.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Workflows.WorkflowVersion")]
public sealed record WorkflowVersion
{
    /// <summary>The workflow.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>1, 2, 3, …</summary>
    [Id(1)] public required int Version { get; init; }

    /// <summary>The definition as it was given, YAML or JSON (which is YAML).</summary>
    [Id(2)] public required string Source { get; init; }

    /// <summary>When it was saved.</summary>
    [Id(3)] public required DateTimeOffset SavedAt { get; init; }

    /// <summary>Who saved it; runs that triggers start act in his name.</summary>
    [Id(4)] public required string SavedBy { get; init; }

    /// <summary>Part of the platform: it cannot be changed or deleted.</summary>
    [Id(5)] public bool BuiltIn { get; init; }

    /// <summary>No run of it begins any more.</summary>
    [Id(6)] public bool Deleted { get; init; }
}
