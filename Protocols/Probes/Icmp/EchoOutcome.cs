namespace Nms.Probes;

/// <summary>What became of an echo probe.</summary>
public enum EchoOutcome
{
    /// <summary>The address answered.</summary>
    Answered,

    /// <summary>Nothing came within the patience.</summary>
    Silent,

    /// <summary>A router or the host itself answered that the probe cannot be delivered (RFC 792, RFC 4443 §3.1).</summary>
    Unreachable,

    /// <summary>A router answered that the probe's hops were used up (RFC 792, RFC 4443 §3.3): usually a loop.</summary>
    HopLimitExceeded,

    /// <summary>This host could not send: no route, a broadcast address, a rule of its firewall.</summary>
    NotSent,
}
