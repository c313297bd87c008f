namespace Nms.Contracts.Workflows;

/// <summary>How far a workflow run has come.</summary>
public enum WorkflowRunStatus
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>At least one step is being worked on.</summary>
    Running = 1,

    /// <summary>Nothing is being worked on: it waits for a time, a signal, an approval or the next attempt.</summary>
    Waiting = 2,

    /// <summary>Somebody paused it: what is under way ends, nothing new begins.</summary>
    Paused = 3,

    /// <summary>It failed or was cancelled, and what it did is being undone.</summary>
    Compensating = 4,

    /// <summary>Every step came to a good end.</summary>
    Completed = 5,

    /// <summary>A step failed for good, or the run took too long.</summary>
    Failed = 6,

    /// <summary>Somebody cancelled it.</summary>
    Cancelled = 7,
}
