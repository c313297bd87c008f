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

    /// <summary>The id of this engine, which senders of informs ask for.</summary>
    /// <value>Default: a random one. Keep one for good where senders are configured with it.</value>
    public ReadOnlyMemory<byte> EngineId { get; init; } = Security.LocalEngine.NewId();

    /// <summary>How often this engine was started, which has to grow with each start for the same id.</summary>
    /// <value>Default 1.</value>
    public int EngineBoots { get; init; } = 1;

    /// <summary>How many notifications wait to be read; further ones are counted and dropped, and an inform is then not answered, so that it comes again.</summary>
    /// <value>Default 10,000; 1 to 10,000,000.</value>
    public int MaxQueued { get; init; } = 10_000;
}
