namespace Nms.Workflows;

/// <summary>Limits of every run, whatever is configured. docs/reference/limits.md tells them.</summary>
internal static class WorkflowLimits
{
    /// <summary>Bytes of the inputs of a run, of the data of a trigger or signal, of what a step is given, and of what it gives; UTF-8 JSON.</summary>
    public const int PayloadBytes = 256 * 1024;

    /// <summary>Bytes of a run's state.</summary>
    public const int StateBytes = 4 * 1024 * 1024;

    /// <summary>Entries of the history after which a run fails; undoing it may add more.</summary>
    public const int HistoryEntries = 10_000;

    /// <summary>Runs that are steps of each other.</summary>
    public const int Depth = 8;

    /// <summary>Versions of a workflow that are kept; older ones go when no run uses them.</summary>
    public const int Versions = 50;

    /// <summary>Idempotency keys that a workflow remembers, the newest.</summary>
    public const int IdempotencyKeys = 1_000;
}
