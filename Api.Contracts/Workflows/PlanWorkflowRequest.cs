using System.Text.Json;

namespace Nms.Contracts.Workflows;

/// <summary>Asks what a run would do.</summary>
/// <param name="Inputs">Its inputs, an object; none when left out.</param>
/// <param name="Version">The version; the newest when left out.</param>
public sealed record PlanWorkflowRequest(JsonElement? Inputs = null, int? Version = null);
