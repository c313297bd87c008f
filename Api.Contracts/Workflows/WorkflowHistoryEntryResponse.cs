using System.Text.Json;

namespace Nms.Contracts.Workflows;

/// <summary>One thing that happened to a run, or that it decided. Secrets in it are masked.</summary>
/// <param name="Sequence">Place in the history: 1, 2, 3, … without gaps.</param>
/// <param name="At">When.</param>
/// <param name="Type">What.</param>
/// <param name="Step">The step it is about.</param>
/// <param name="Item">The item of the step, from 0.</param>
/// <param name="Attempt">The attempt, from 1.</param>
/// <param name="Data">The rest.</param>
public sealed record WorkflowHistoryEntryResponse(long Sequence, DateTimeOffset At, string Type, string? Step, int? Item, int? Attempt, JsonElement Data);
