namespace Nms.Contracts.Access;

/// <summary>How what was asked for ended.</summary>
public enum AuditOutcome
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>It was done.</summary>
    Succeeded,

    /// <summary>It was not done, for a reason on the caller's side.</summary>
    Refused,

    /// <summary>It was tried and failed on the hub's side; it may have been done in part.</summary>
    Failed,

    /// <summary>It was about to be done; another entry of the same correlation id says how it ended.</summary>
    Started,
}
