namespace Nms.Workflows;

/// <summary>A wish to run a workflow.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Workflows.WorkflowStartRequest")]
public sealed record WorkflowStartRequest
{
    /// <summary>The definition.</summary>
    [Id(0)] public required string WorkflowName { get; init; }

    /// <summary>Its version; null for the newest.</summary>
    [Id(1)] public int? Version { get; init; }

    /// <summary>Its inputs, a JSON object.</summary>
    [Id(2)] public string InputsJson { get; init; } = "{}";

    /// <summary>Starting again with the same key of the same principal gives the run that is there, whatever became of it; null for a new run each time.</summary>
    [Id(3)] public string? IdempotencyKey { get; init; }

    /// <summary>The principal in whose name it acts; see Nms.Access.PrincipalIds.</summary>
    [Id(4)] public required string RequestedBy { get; init; }

    /// <summary>What starts it: api, schedule, event, alert, webhook or workflow, with a name behind a colon.</summary>
    [Id(5)] public string Trigger { get; init; } = "api";

    /// <summary>The event that starts it, a JSON object that expressions read as <c>trigger</c>.</summary>
    [Id(6)] public string? TriggerJson { get; init; }

    /// <summary>The run of which it is a step.</summary>
    [Id(7)] public Guid? ParentRunId { get; init; }

    /// <summary>Whether inputs that the definition does not name are passed over in silence, as published clients send them.</summary>
    [Id(8)] public bool IgnoreUnknownInputs { get; init; }
}
