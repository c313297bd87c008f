namespace Nms.Contracts.Workflows;

/// <summary>How far a step of a run has come.</summary>
public enum WorkflowStepStatus
{
    /// <summary>Its turn has not come.</summary>
    Pending = 0,

    /// <summary>It is being worked on.</summary>
    Running = 1,

    /// <summary>It waits for a time, a signal, an approval or its next attempt.</summary>
    Waiting = 2,

    /// <summary>It did what it says.</summary>
    Completed = 3,

    /// <summary>It failed for good.</summary>
    Failed = 4,

    /// <summary>Its condition did not hold, or what it needs did not come about.</summary>
    Skipped = 5,

    /// <summary>The run ended before it did.</summary>
    Cancelled = 6,

    /// <summary>It had completed and was undone.</summary>
    Compensated = 7,
}
