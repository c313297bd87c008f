using System.Text.Json;

namespace Nms.Contracts.Workflows;

/// <summary>A step of a run as it is now. Secrets in it are masked.</summary>
/// <param name="Name">Its name in the definition.</param>
/// <param name="Uses">What it does: a kind, or module/action.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Attempts">Attempts begun, of all its items.</param>
/// <param name="Input">What it was asked to do, once that was evaluated and while it is under way.</param>
/// <param name="Output">What it gave; a list when it is done for each of several.</param>
/// <param name="Error">Why it failed, or the latest attempt did.</param>
/// <param name="StartedAt">When its first attempt began.</param>
/// <param name="EndedAt">When it was settled.</param>
/// <param name="WaitsUntil">Until when it waits, if that is known.</param>
/// <param name="Progress">0 to 1, as far as the step says.</param>
/// <param name="Note">Why it was skipped, or what else there is to know.</param>
/// <param name="Items">The items of a step that is done for each of several.</param>
public sealed record WorkflowStepResponse(
    string Name,
    string Uses,
    WorkflowStepStatus Status,
    int Attempts,
    JsonElement? Input,
    JsonElement? Output,
    WorkflowErrorResponse? Error,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? WaitsUntil,
    double? Progress,
    string? Note,
    IReadOnlyList<WorkflowItemResponse> Items);
