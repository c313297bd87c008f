namespace Nms.Access;

/// <summary>How what was asked for ended.</summary>
[GenerateSerializer, Alias("Nms.Access.AuditOutcome")]
public enum AuditOutcome
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>It was done.</summary>
    Succeeded = 1,

    /// <summary>It was not done, for a reason on the caller's side: not allowed, not there, not valid, too often.</summary>
    Refused = 2,

    /// <summary>It was tried and failed on this side; it may have been done in part.</summary>
    Failed = 3,

    /// <summary>It was about to be done. Another entry of the same correlation id says how it ended, unless the hub died meanwhile.</summary>
    Started = 4,
}
