using System.Text.Json;

namespace Nms.Contracts.Workflows;

/// <summary>What is wrong with a definition.</summary>
/// <param name="Valid">Whether it can be saved.</param>
/// <param name="Faults">Every fault with its place.</param>
/// <param name="Definition">The definition as JSON, with all defaults written out; null when it has faults.</param>
public sealed record WorkflowValidationResponse(bool Valid, IReadOnlyList<WorkflowFaultResponse> Faults, JsonElement? Definition);
