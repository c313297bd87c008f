using System.Text.Json;
using Nms.Contracts.Workflows;
using Nms.Workflows;
using WireRunStatus = Nms.Contracts.Workflows.WorkflowRunStatus;
using WireStepStatus = Nms.Contracts.Workflows.WorkflowStepStatus;

namespace Nms.Api.Workflows;

/// <summary>Workflows and their runs as JSON shows them. The numbers of the two vocabularies agree, and a test says so.</summary>
internal static class WorkflowMapping
{
    public static WorkflowEntryResponse ToEntry(this WorkflowVersion version) =>
        new(version.Name, version.Version, version.BuiltIn, version.SavedAt, version.SavedBy);

    public static WorkflowResponse ToResponse(this WorkflowVersion version, IWorkflowDefinitions definitions) => new(
        version.Name, version.Version, version.BuiltIn, version.SavedAt, version.SavedBy, version.Source, Json(definitions.Describe(version.Source)));

    public static WorkflowFaultResponse ToResponse(this WorkflowFault fault) => new(fault.Path, fault.Code, fault.Message, fault.Line, fault.Column);

    public static WorkflowStatisticsResponse ToResponse(this WorkflowStatistics statistics) => new(
        statistics.Active, statistics.Completed, statistics.Failed, statistics.Cancelled, statistics.TypicalSeconds, statistics.TypicalStepSeconds);

    public static WorkflowRunResponse ToResponse(this WorkflowRunSnapshot run, bool existing = false) => new(
        run.RunId,
        run.WorkflowName,
        run.Version,
        (WireRunStatus)run.Status,
        [.. run.Steps.Select(ToResponse)],
        [.. run.Compensations.Select(ToResponse)],
        Json(run.InputsJson),
        ApiJson.Element(run.OutputsJson),
        ToResponse(run.Error),
        Math.Round(run.Progress, 4),
        run.RequestedBy,
        run.Trigger,
        run.Key,
        run.ProjectId,
        run.ParentRunId,
        run.StartedAt,
        run.EndedAt,
        run.Deadline,
        run.EstimatedEnd,
        existing);

    public static WorkflowRunEntryResponse ToResponse(this WorkflowRunRow run) => new(
        run.RunId,
        run.WorkflowName,
        run.Version,
        (WireRunStatus)run.Status,
        Math.Round(run.Progress, 4),
        ToResponse(run.Error),
        run.RequestedBy,
        run.Trigger,
        run.Key,
        run.ProjectId,
        run.ParentRunId,
        run.StartedAt,
        run.EndedAt);

    public static WorkflowHistoryEntryResponse ToResponse(this WorkflowHistoryEntry entry) =>
        new(entry.Sequence, entry.At, entry.Type, entry.Step, entry.Item, entry.Attempt, Json(entry.DataJson));

    public static WorkflowArtifactResponse ToResponse(this WorkflowArtifact artifact) => new(artifact.Name, artifact.ContentType, artifact.Bytes, artifact.CreatedAt);

    private static WorkflowStepResponse ToResponse(WorkflowStepSnapshot step) => new(
        step.Name,
        step.Uses,
        (WireStepStatus)step.Status,
        step.Attempts,
        ApiJson.Element(step.InputJson),
        ApiJson.Element(step.OutputJson),
        ToResponse(step.Error),
        step.StartedAt,
        step.EndedAt,
        step.WaitsUntil,
        step.Progress,
        step.Note,
        [.. step.Items.Select(ToResponse)]);

    private static WorkflowItemResponse ToResponse(WorkflowItemSnapshot item) =>
        new(item.Index, (WireStepStatus)item.Status, item.Attempts, ApiJson.Element(item.OutputJson), ToResponse(item.Error));

    private static WorkflowErrorResponse? ToResponse(WorkflowError? error) => error is null ? null : new WorkflowErrorResponse(error.Code, error.Message);

    private static JsonElement Json(string text) => ApiJson.Element(text)!.Value;
}
