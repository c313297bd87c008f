namespace Nms.Access;

/// <summary>How the presentation of a refresh token ended.</summary>
[GenerateSerializer]
[Alias("Nms.Access.RefreshOutcome")]
public enum RefreshOutcome
{
    /// <summary>There is no such session (any more).</summary>
    Unknown = 0,

    /// <summary>The token was the latest one, and its successor is in force.</summary>
    Rotated = 1,

    /// <summary>The token was used before, or is made up: somebody else may have it, so the session is over.</summary>
    Reused = 2,
}
