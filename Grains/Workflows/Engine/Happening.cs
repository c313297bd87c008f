using System.Text.Json;

namespace Nms.Workflows.Engine;

/// <summary>Something that happens to a run. Each is written into the history before what it leads to, and is read back from there for a replay.</summary>
internal abstract record Happening;

/// <summary>An attempt gave its output.</summary>
internal sealed record AttemptCompleted(AttemptId Attempt, JsonElement Output) : Happening;

/// <summary>An attempt failed.</summary>
internal sealed record AttemptFailed(AttemptId Attempt, WorkflowError Error, bool Retryable, TimeSpan? RetryAfter) : Happening;

/// <summary>An attempt was silent, or took, for too long.</summary>
internal sealed record AttemptTimedOut(AttemptId Attempt, string Timeout) : Happening;

/// <summary>What an item waited for in time has come: its next attempt, its timer, the end of its time to be approved or signalled.</summary>
internal sealed record WaitEnded(string Step, int Item, bool IsCompensation) : Happening;

/// <summary>The run has taken too long.</summary>
internal sealed record RunTimedOut : Happening;

/// <summary>The run has grown beyond what may be kept of one.</summary>
internal sealed record LimitReached(WorkflowError Error) : Happening;

/// <summary>A signal came.</summary>
internal sealed record SignalReceived(Guid SignalId, string Name, JsonElement Data, string By) : Happening;

/// <summary>Somebody approved or rejected.</summary>
internal sealed record DecisionReceived(string Step, bool Approve, string? Comment, string By) : Happening;

/// <summary>Somebody wants it cancelled.</summary>
internal sealed record CancelRequested(string By, string? Reason) : Happening;

/// <summary>Somebody wants it paused.</summary>
internal sealed record PauseRequested(string By) : Happening;

/// <summary>Somebody wants it to go on.</summary>
internal sealed record ResumeRequested(string By) : Happening;

/// <summary>Somebody wants it taken up again.</summary>
internal sealed record RetryRequested(string? Step, string By) : Happening;
