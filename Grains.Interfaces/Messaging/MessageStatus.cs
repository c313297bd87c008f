namespace Nms.Messaging;

/// <summary>How far a message has come.</summary>
[GenerateSerializer, Alias("Nms.Messaging.MessageStatus")]
public enum MessageStatus
{
    /// <summary>Not set.</summary>
    Unknown = 0,

    /// <summary>Waits in its inbox, for its turn or for its next attempt.</summary>
    Pending = 1,

    /// <summary>Handed to the module, which has not acknowledged it yet.</summary>
    Processing = 2,

    /// <summary>Acknowledged.</summary>
    Completed = 3,

    /// <summary>Given up after its last attempt: a dead letter.</summary>
    Failed = 4,

    /// <summary>Not acknowledged before its time was over: a dead letter too.</summary>
    Timeout = 5,
}
