using System.Net;

namespace Nms.Traps;

/// <summary>Whether equipment may tell this silo something by SNMP, where, and who is believed.</summary>
public sealed class TrapOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Nms:Traps";

    /// <summary>Listens to traps and informs.</summary>
    /// <remarks>Off until somebody says whom to believe: an open port that writes to a durable log is not to be there unasked.</remarks>
    /// <value>Default false.</value>
    public bool Enabled { get; set; }

    /// <summary>Where to listen, as address:port. Port 162, where equipment sends to, needs CAP_NET_BIND_SERVICE.</summary>
    /// <value>None: 127.0.0.1:10162.</value>
    public IReadOnlyList<string> Listen { get; set; } = [];

    /// <summary>The communities of SNMPv1 and v2c that are believed. Secrets.</summary>
    /// <value>None: notifications of these versions are refused.</value>
    public IReadOnlyList<string> Communities { get; set; } = [];

    /// <summary>The users of SNMPv3 that are believed.</summary>
    /// <value>None: notifications of SNMPv3 are refused.</value>
    public IReadOnlyList<TrapUserOptions> Users { get; set; } = [];

    /// <summary>The engine id of this silo in hexadecimal digits, for senders of informs that are configured with it.</summary>
    /// <value>Default: another one at each start; 5 to 32 bytes.</value>
    public string? EngineId { get; set; }

    /// <summary>How many notifications of one sender are taken in a second; ten times as many at once after a pause.</summary>
    /// <remarks>Of IPv6 the first 64 bits are the sender. What is beyond is dropped unread; an inform then comes again.</remarks>
    /// <value>Default 50; 1 to 100,000.</value>
    public int PerSenderPerSecond { get; set; } = 50;

    /// <summary>How many of all senders together are taken in a second; ten times as many at once after a pause.</summary>
    /// <remarks>Each is an event of about 600 bytes in the log.</remarks>
    /// <value>Default 500; 1 to 100,000.</value>
    public int PerSecond { get; set; } = 500;

    /// <summary>How many may wait for the log at each address; further ones are dropped, and informs come again.</summary>
    /// <value>Default 10,000; 100 to 1,000,000.</value>
    public int MaxQueued { get; set; } = 10_000;

    internal IEnumerable<IPEndPoint> EndPoints() => Listen is [] ? [new IPEndPoint(IPAddress.Loopback, 10_162)] : Listen.Select(IPEndPoint.Parse);
}
