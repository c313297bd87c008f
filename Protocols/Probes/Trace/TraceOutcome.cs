namespace Nms.Probes;

/// <summary>How a trace ended.</summary>
public enum TraceOutcome
{
    /// <summary>The target answered.</summary>
    Reached,

    /// <summary>A router said that the target cannot be reached: destination unreachable (RFC 792, RFC 4443 §3.1).</summary>
    Unreachable,

    /// <summary>The most hops allowed were tried.</summary>
    HopsUsedUp,

    /// <summary>This host could not send: no right, no route.</summary>
    NotSent,
}
