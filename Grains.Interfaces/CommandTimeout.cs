namespace Nms;

/// <summary>How long callers wait for commands.</summary>
public static class CommandTimeout
{
    /// <summary>
    /// Longer than the longest that GNS3 is given for one call (2 minutes), so that the caller learns what GNS3 did and
    /// not that the cluster was slow.
    /// </summary>
    public const string Longest = "00:02:45";
}
