using System.Text.Json;

namespace Nms.Contracts.Workflows;

/// <summary>A signal to a run, which the step that waits for it takes, now or later.</summary>
/// <param name="Name">The name by which the step waits for it; required.</param>
/// <param name="Data">What the step gives as its output, an object; empty when left out.</param>
/// <param name="SignalId">The same id again is the same signal, and counts once; a new one when left out.</param>
public sealed record SignalWorkflowRunRequest(string? Name = null, JsonElement? Data = null, Guid? SignalId = null);
