namespace Nms.Contracts.Workflows;

/// <summary>A workflow run in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="WorkflowName">The workflow.</param>
/// <param name="Version">The version of it.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Progress">0 to 1.</param>
/// <param name="Error">Why it failed or was cancelled.</param>
/// <param name="RequestedBy">The principal in whose name it acts.</param>
/// <param name="Trigger">What started it.</param>
/// <param name="Key">The key that only one run of the workflow has at a time.</param>
/// <param name="ProjectId">The project it is about.</param>
/// <param name="ParentRunId">The run of which it is a step.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="EndedAt">When it was over.</param>
public sealed record WorkflowRunEntryResponse(
    Guid Id,
    string WorkflowName,
    int Version,
    WorkflowRunStatus Status,
    double Progress,
    WorkflowErrorResponse? Error,
    string RequestedBy,
    string Trigger,
    string? Key,
    Guid? ProjectId,
    Guid? ParentRunId,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt);
