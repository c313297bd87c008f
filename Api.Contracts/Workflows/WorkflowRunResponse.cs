using System.Text.Json;

namespace Nms.Contracts.Workflows;

/// <summary>A workflow run as it is now. Secrets in it are masked.</summary>
/// <param name="Id">Its id.</param>
/// <param name="WorkflowName">The workflow.</param>
/// <param name="Version">The version of it, on which the run stays.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Steps">Its steps, in the order of the definition.</param>
/// <param name="Compensations">Steps that were undone, in the order of undoing.</param>
/// <param name="Inputs">What it was started with.</param>
/// <param name="Outputs">What it gave, once it is over.</param>
/// <param name="Error">Why it failed or was cancelled.</param>
/// <param name="Progress">0 to 1.</param>
/// <param name="RequestedBy">The principal in whose name it acts.</param>
/// <param name="Trigger">What started it: api, schedule, event, alert, webhook or workflow, with a name behind a colon.</param>
/// <param name="Key">The key that only one run of the workflow has at a time.</param>
/// <param name="ProjectId">The project it is about; null for none or several.</param>
/// <param name="ParentRunId">The run of which it is a step.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="EndedAt">When it was over.</param>
/// <param name="Deadline">When it fails if it is not over.</param>
/// <param name="EstimatedEnd">When it will be over, by what past runs took; null when none is known.</param>
/// <param name="Existing">True in the answer to a start that found this run there already.</param>
public sealed record WorkflowRunResponse(
    Guid Id,
    string WorkflowName,
    int Version,
    WorkflowRunStatus Status,
    IReadOnlyList<WorkflowStepResponse> Steps,
    IReadOnlyList<WorkflowStepResponse> Compensations,
    JsonElement Inputs,
    JsonElement? Outputs,
    WorkflowErrorResponse? Error,
    double Progress,
    string RequestedBy,
    string Trigger,
    string? Key,
    Guid? ProjectId,
    Guid? ParentRunId,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? Deadline,
    DateTimeOffset? EstimatedEnd,
    bool Existing = false);
