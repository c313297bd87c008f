namespace Nms.Workflows;

/// <summary>What a run is begun with.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Workflows.WorkflowBeginning")]
public sealed record WorkflowBeginning
{
    /// <summary>The definition.</summary>
    [Id(0)] public required string Workflow { get; init; }

    /// <summary>The version of that.</summary>
    [Id(1)] public required int Version { get; init; }

    /// <summary>Checked, with defaults; secrets are encrypted.</summary>
    [Id(2)] public required string InputsJson { get; init; }

    /// <summary>What started it, a JSON object.</summary>
    [Id(3)] public string? TriggerJson { get; init; }

    /// <summary>The principal in whose name it acts.</summary>
    [Id(4)] public required string RequestedBy { get; init; }

    /// <summary>What started it.</summary>
    [Id(5)] public required string Trigger { get; init; }

    /// <summary>The key that only one run of the definition has at a time.</summary>
    [Id(6)] public string? Key { get; init; }

    /// <summary>The project it is about.</summary>
    [Id(7)] public Guid? ProjectId { get; init; }

    /// <summary>The run of which it is a step.</summary>
    [Id(8)] public Guid? ParentRunId { get; init; }
}
