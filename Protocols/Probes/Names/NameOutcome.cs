namespace Nms.Probes;

/// <summary>What became of a question about names.</summary>
public enum NameOutcome
{
    /// <summary>There is an answer.</summary>
    Found,

    /// <summary>The name, or a name for the address, does not exist (RFC 1035 §4.1.1).</summary>
    NotFound,

    /// <summary>Nothing came within the patience.</summary>
    TimedOut,

    /// <summary>The resolver failed.</summary>
    Failed,
}
