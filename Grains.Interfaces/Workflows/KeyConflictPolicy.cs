namespace Nms.Workflows;

/// <summary>What becomes of a start while a run with the same key is not over (Temporal: workflow id conflict policy).</summary>
[GenerateSerializer, Alias("Nms.Workflows.KeyConflictPolicy")]
public enum KeyConflictPolicy
{
    /// <summary>It is refused with run_key_in_use.</summary>
    Reject = 0,

    /// <summary>The run that is there is the answer.</summary>
    UseExisting = 1,

    /// <summary>The run that is there is cancelled, and when it is over the new one begins.</summary>
    CancelExisting = 2,
}
