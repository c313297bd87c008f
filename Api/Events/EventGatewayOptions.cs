using System.ComponentModel.DataAnnotations;

namespace Nms.Api.Events;

/// <summary>Limits of the gateway to those who follow events.</summary>
public sealed class EventGatewayOptions
{
    /// <summary>Where these settings are found.</summary>
    public const string Section = "Nms:Gateway";

    /// <summary>Clients connected to one silo at once.</summary>
    /// <remarks>Each costs about 20 KB; the next one is refused with 503.</remarks>
    /// <value>10,000; from 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>Clients of one principal connected to the cluster at once.</summary>
    /// <remarks>The next one is refused with 429.</remarks>
    /// <value>1,000; from 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int MaxConnectionsPerPrincipal { get; set; } = 1_000;

    /// <summary>Clients of one address connected to the cluster at once, of IPv6 the first 64 bits of it.</summary>
    /// <remarks>The next one is refused with 429. Everybody behind a proxy that is not trusted has its address.</remarks>
    /// <value>2,000; from 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int MaxConnectionsPerAddress { get; set; } = 2_000;

    /// <summary>Frames that may wait for one client.</summary>
    /// <remarks>A client that falls further behind goes on from the log, unless it let events be left out. Larger spares reading the log and costs memory.</remarks>
    /// <value>1,024; from 16 to 1,000,000.</value>
    [Range(16, 1_000_000)]
    public int QueueLength { get; set; } = 1024;

    /// <summary>Frames that a client who acknowledges may have had without acknowledging them.</summary>
    /// <remarks>The next ones wait in its queue. Larger suits clients that are far away and costs them more repeats when they come back.</remarks>
    /// <value>256; from 1 to 65,536.</value>
    [Range(1, 65_536)]
    public int AcknowledgeWindow { get; set; } = 256;

    /// <summary>Whether /api/v1/events/ws compresses what it sends to clients that ask for permessage-deflate.</summary>
    /// <remarks>Costs processor time for each client, and the length of a compressed frame tells an eavesdropper of TLS something of its content.</remarks>
    /// <value>False.</value>
    public bool Compression { get; set; }

    /// <summary>Silence after which a client that has sent heartbeats counts as gone.</summary>
    /// <value>5 minutes; from 10 s to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan HeartbeatTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The largest frame taken from a client, in bytes.</summary>
    /// <value>65,536; from 1,024 to 16,777,216.</value>
    [Range(1024, 16 << 20)]
    public int MaxFrameBytes { get; set; } = 64 * 1024;

    /// <summary>How long one frame may take to leave before the client counts as gone.</summary>
    /// <value>30 s; from 1 s to 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Silence after which the server pings.</summary>
    /// <value>15 s; from 1 s to 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a client may take to answer a ping.</summary>
    /// <value>20 s; from 1 s to 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan PongTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Origins of pages, beside those of this host, that may open a WebSocket, such as https://ui.example.org.</summary>
    /// <value>None.</value>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];
}
