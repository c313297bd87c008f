using System.Net;

namespace Nms.Snmp;

/// <summary>An agent and what is shown to it.</summary>
/// <param name="EndPoint">Where the agent listens.</param>
/// <param name="Credential">The community or user.</param>
public sealed record SnmpTarget(IPEndPoint EndPoint, SnmpCredential Credential)
{
    /// <summary>The port agents listen on (RFC 3417 §3.2).</summary>
    public const int DefaultPort = 161;

    /// <summary>An agent at the usual port.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="credential">The community or user.</param>
    public SnmpTarget(IPAddress address, SnmpCredential credential)
        : this(new IPEndPoint(address, DefaultPort), credential)
    {
    }
}
