using System.Net;

namespace Nms.Snmp;

/// <summary>Where notifications are received, and whose.</summary>
public sealed record SnmpNotificationOptions
{
    /// <summary>The port notifications are sent to.</summary>
    public const int DefaultPort = 162;

    /// <summary>Where to listen. Ports below 1,024 need a privilege.</summary>
    /// <value>Default: every IPv4 address, port 162.</value>
    public IPEndPoint EndPoint { get; init; } = new(IPAddress.Any, DefaultPort);

    /// <summary>The communities that are believed.</summary>
    /// <value>Default null: any, as the community of a trap proves nothing.</value>
    public IReadOnlyCollection<string>? Communities { get; init; }

    /// <summary>The users whose signatures are known. Notifications of others are counted and dropped.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<UsmUser> Users { get; init; } = [];

    /// <summary>The id of this engine (RFC 3411 §5), which senders of informs ask for.</summary>
    /// <value>Default: a random one. Keep one for good where senders are configured with it.</value>
    public ReadOnlyMemory<byte> EngineId { get; init; } = Security.LocalEngine.NewId();

    /// <summary>How often this engine was started, which has to grow with each start for the same id (RFC 3414 §2.2).</summary>
    /// <value>Default 1.</value>
    public int EngineBoots { get; init; } = 1;

    /// <summary>How many notifications wait to be read; further ones are counted and dropped, and an inform is then not answered, so that it comes again.</summary>
    /// <value>Default 10,000; 1 to 10,000,000.</value>
    public int MaxQueued { get; init; } = 10_000;

    /// <summary>Whether an inform is answered as soon as it is queued.</summary>
    /// <remarks>False leaves it to the reader, by <see cref="SnmpNotificationReceiver.AcknowledgeAsync"/>: what he did not keep comes again.</remarks>
    /// <value>Default true.</value>
    public bool AnswersInforms { get; init; } = true;

    /// <summary>Whether a datagram of this sender is looked at at all; asked before anything of it is read, by one thread at a time.</summary>
    /// <value>Default null: always.</value>
    public Func<IPAddress, bool>? Admits { get; init; }
}
