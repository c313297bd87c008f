namespace Nms;

/// <summary>Keys that several projects must agree on.</summary>
public static class WellKnownKeys
{
    /// <summary>The key of every singleton grain.</summary>
    public const string Default = "default";

    /// <summary>
    /// Key of the Orleans request context under which a caller may leave a correlation id; events that the call causes
    /// carry it.
    /// </summary>
    public const string CorrelationId = "nms.correlation_id";
}
