namespace Nms.Workflows;

/// <summary>What a run is begun with.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Workflows.WorkflowBeginning")]
internal sealed record WorkflowBeginning
{
    [Id(0)] public required string Workflow { get; init; }

    [Id(1)] public required int Version { get; init; }

    /// <summary>Checked, with defaults; secrets are tokens.</summary>
    [Id(2)] public required string InputsJson { get; init; }

    [Id(3)] public string? TriggerJson { get; init; }

    [Id(4)] public required string RequestedBy { get; init; }

    [Id(5)] public required string Trigger { get; init; }

    [Id(6)] public string? Key { get; init; }

    [Id(7)] public Guid? ProjectId { get; init; }

    [Id(8)] public Guid? ParentRunId { get; init; }
}
