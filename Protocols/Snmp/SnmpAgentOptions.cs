using System.Net;

namespace Nms.Snmp;

/// <summary>Where an agent listens, and who may ask it.</summary>
public sealed record SnmpAgentOptions
{
    /// <summary>Where to listen.</summary>
    /// <value>Default: the loopback address at a port of the system's choice.</value>
    public IPEndPoint EndPoint { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>The communities and what they may do, for SNMPv1 and SNMPv2c.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, SnmpAccess> Communities { get; init; } = new Dictionary<string, SnmpAccess>();

    /// <summary>The users and what they may do, for SNMPv3.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<UsmUser, SnmpAccess> Users { get; init; } = new Dictionary<UsmUser, SnmpAccess>();

    /// <summary>The objects of other contexts than the default one, for SNMPv3.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, ISnmpObjects> Contexts { get; init; } = new Dictionary<string, ISnmpObjects>();

    /// <summary>The id of the agent's engine (RFC 3411 §5).</summary>
    /// <value>Default: a random one.</value>
    public ReadOnlyMemory<byte> EngineId { get; init; } = Security.LocalEngine.NewId();

    /// <summary>How often the engine was started, which has to grow with each start for the same id (RFC 3414 §2.2).</summary>
    /// <value>Default 1.</value>
    public int EngineBoots { get; init; } = 1;

    /// <summary>The largest answer. More travels in fragments.</summary>
    /// <value>Default 1,472 bytes, what Ethernet carries in one piece; 484 to 65,507.</value>
    public int MaxResponseBytes { get; init; } = 1472;

    /// <summary>How long each answer is held back; the next request waits for it. For agents that are to be slow.</summary>
    /// <value>Default: not at all.</value>
    public TimeSpan ResponseDelay { get; init; }

    /// <summary>The largest request; each agent keeps a buffer of it.</summary>
    /// <value>Default 4,096 bytes; 484 to 65,507.</value>
    public int MaxRequestBytes { get; init; } = 4096;
}
