using System.Text.Json;

namespace Nms.Contracts.Workflows;

/// <summary>One item of a step that is done for each of several.</summary>
/// <param name="Index">Its place among them, from 0.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Attempts">Attempts begun.</param>
/// <param name="Output">What it gave.</param>
/// <param name="Error">Why it failed, or the latest attempt did.</param>
public sealed record WorkflowItemResponse(int Index, WorkflowStepStatus Status, int Attempts, JsonElement? Output, WorkflowErrorResponse? Error);
