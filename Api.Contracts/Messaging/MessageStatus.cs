namespace Nms.Contracts.Messaging;

/// <summary>How far a message has come.</summary>
public enum MessageStatus
{
    /// <summary>pending: waits in its inbox.</summary>
    Pending = 1,

    /// <summary>processing: the module has it.</summary>
    Processing = 2,

    /// <summary>completed: acknowledged.</summary>
    Completed = 3,

    /// <summary>failed: given up, a dead letter.</summary>
    Failed = 4,

    /// <summary>timeout: not acknowledged in time, a dead letter.</summary>
    Timeout = 5,
}
