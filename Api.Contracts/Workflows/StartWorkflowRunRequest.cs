using System.Text.Json;

namespace Nms.Contracts.Workflows;

/// <summary>A run to start.</summary>
/// <param name="Inputs">Its inputs, an object; none when left out.</param>
/// <param name="Version">The version; the newest when left out.</param>
/// <param name="IdempotencyKey">Starting again with the same key gives the run that is there; the header Idempotency-Key is the same.</param>
public sealed record StartWorkflowRunRequest(JsonElement? Inputs = null, int? Version = null, string? IdempotencyKey = null);
