namespace Nms.Snmp;

/// <summary>What an agent says about a request (RFC 3416 §3).</summary>
public enum SnmpErrorStatus
{
    /// <summary>All is well.</summary>
    NoError = 0,

    /// <summary>The answer does not fit into a message.</summary>
    TooBig = 1,

    /// <summary>SNMPv1: no such object, or nothing follows.</summary>
    NoSuchName = 2,

    /// <summary>SNMPv1: the value to set is not acceptable.</summary>
    BadValue = 3,

    /// <summary>SNMPv1: the object cannot be set.</summary>
    ReadOnly = 4,

    /// <summary>Something else went wrong in the agent.</summary>
    GenErr = 5,

    /// <summary>The object is outside the view.</summary>
    NoAccess = 6,

    /// <summary>The value has another type than the object.</summary>
    WrongType = 7,

    /// <summary>The value has another length than the object allows.</summary>
    WrongLength = 8,

    /// <summary>The value is encoded as the object does not allow.</summary>
    WrongEncoding = 9,

    /// <summary>The object can never have this value.</summary>
    WrongValue = 10,

    /// <summary>The instance does not exist and cannot be created.</summary>
    NoCreation = 11,

    /// <summary>The object cannot have this value now.</summary>
    InconsistentValue = 12,

    /// <summary>The change needs a resource that is not to be had.</summary>
    ResourceUnavailable = 13,

    /// <summary>The change failed; everything is as before.</summary>
    CommitFailed = 14,

    /// <summary>The change failed and could not be undone.</summary>
    UndoFailed = 15,

    /// <summary>Access was refused.</summary>
    AuthorizationError = 16,

    /// <summary>The object can never be changed.</summary>
    NotWritable = 17,

    /// <summary>The instance does not exist and cannot be created now.</summary>
    InconsistentName = 18,
}
