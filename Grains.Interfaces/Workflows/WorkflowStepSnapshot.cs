using System.Collections.Immutable;

namespace Nms.Workflows;

/// <summary>A step of a run as it is now. Secrets in it are masked.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Workflows.WorkflowStepSnapshot")]
public sealed record WorkflowStepSnapshot
{
    /// <summary>Its name in the definition.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>What it does: a kind, or module/action.</summary>
    [Id(1)] public required string Uses { get; init; }

    /// <summary>How far it has come.</summary>
    [Id(2)] public required WorkflowStepStatus Status { get; init; }

    /// <summary>Attempts begun, of all its items.</summary>
    [Id(3)] public int Attempts { get; init; }

    /// <summary>What it gave, JSON; a list when it is done for each of several.</summary>
    [Id(4)] public string? OutputJson { get; init; }

    /// <summary>Why it failed, or the latest attempt did.</summary>
    [Id(5)] public WorkflowError? Error { get; init; }

    /// <summary>When its first attempt began.</summary>
    [Id(6)] public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was settled.</summary>
    [Id(7)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The items of a step that is done for each of several.</summary>
    [Id(8)] public ImmutableArray<WorkflowItemSnapshot> Items { get; init; } = [];

    /// <summary>What it was asked to do, JSON, once it was evaluated and while it is under way.</summary>
    [Id(9)] public string? InputJson { get; init; }

    /// <summary>Until when it waits, if that is known.</summary>
    [Id(10)] public DateTimeOffset? WaitsUntil { get; init; }

    /// <summary>0 to 1, as far as the step says.</summary>
    [Id(11)] public double? Progress { get; init; }

    /// <summary>Why it was skipped, or what else there is to know.</summary>
    [Id(12)] public string? Note { get; init; }
}
