namespace Nms.Probes;

/// <summary>What became of a connection attempt (RFC 9293 §3.5).</summary>
public enum TcpOutcome
{
    /// <summary>Somebody accepts connections there.</summary>
    Open,

    /// <summary>The host is there and refuses: nobody listens.</summary>
    Closed,

    /// <summary>Nothing came within the patience: no host, or a firewall that drops.</summary>
    Filtered,

    /// <summary>A router, or the last network, said that the host cannot be reached.</summary>
    Unreachable,

    /// <summary>This host could not try: no route, no free port, too many open files, a rule of its firewall.</summary>
    NotSent,
}
