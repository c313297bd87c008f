namespace Nms.Discovery.Reach.Probing;

/// <summary>How addresses are asked whether they are there and what runs on them.</summary>
public sealed class HostProbeOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Nms:Discovery:Reach";

    /// <summary>The longest that one address may take, all questions together.</summary>
    /// <remarks>What was not asked by then is told as such.</remarks>
    /// <value>Default 20 seconds; 1 second to 10 minutes.</value>
    public TimeSpan HostTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Echo requests to each address.</summary>
    /// <remarks>Loss is told in steps of 1 / this.</remarks>
    /// <value>Default 4; 1 to 100.</value>
    public int Echoes { get; set; } = 4;

    /// <summary>The pause between two echo requests to one address.</summary>
    /// <value>Default 200 milliseconds; 10 milliseconds to 10 seconds.</value>
    public TimeSpan EchoInterval { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long an echo, and an answer of a router on the way, is awaited.</summary>
    /// <value>Default 1 second; 10 milliseconds to 10 seconds.</value>
    public TimeSpan EchoTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Echo requests of sweeps that leave in a second, from one silo.</summary>
    /// <remarks>A request is some 60 bytes, and an ARP request on the last network: 10,000 are 5 Mbit/s.</remarks>
    /// <value>Default 10,000; 1 to 1,000,000.</value>
    public int SweepEchoesPerSecond { get; set; } = 10_000;

    /// <summary>TCP ports that a sweep tries where no echo came, or none would prove anything.</summary>
    /// <value>Default 22, 23, 80, 443; an entry of the configuration replaces all; at most 16.</value>
    public IReadOnlyList<int> SweepPorts { get; set; } = [];

    /// <summary>TCP ports that are tried, by the kind of equipment: <c>router</c>, <c>switch</c>, <c>server</c>, <c>pc</c> and <c>other</c>.</summary>
    /// <value>Default 22, 23, 80 and 443 and what the kind usually has; at most 1,024 each.</value>
    public Dictionary<string, int[]> Ports { get; } = new(StringComparer.Ordinal);

    /// <summary>Ports of one address that are tried at a time.</summary>
    /// <remarks>Small equipment takes many at once for an attack.</remarks>
    /// <value>Default 4; 1 to 64.</value>
    public int PortsAtATime { get; set; } = 4;

    /// <summary>How long a connection is awaited.</summary>
    /// <value>Default 1 second; 10 milliseconds to 1 minute.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Connections under way at a time, from one silo.</summary>
    /// <value>Default 256; 1 to 4,096.</value>
    public int MaxConnections { get; set; } = 256;

    /// <summary>Connections begun in a second, from one silo.</summary>
    /// <value>Default 1,000; 1 to 100,000.</value>
    public int ConnectionsPerSecond { get; set; } = 1_000;

    /// <summary>How long a service may take to say what it is, TLS included.</summary>
    /// <value>Default 3 seconds; 100 milliseconds to 1 minute.</value>
    public TimeSpan ServiceTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How many bytes of what a service says are read.</summary>
    /// <value>Default 8,192; 256 to 65,536.</value>
    public int ServiceBytes { get; set; } = 8_192;

    /// <summary>How far a way is traced.</summary>
    /// <value>Default 30 hops; 1 to 255.</value>
    public int MaxHops { get; set; } = 30;

    /// <summary>Ways traced at a time, from one silo.</summary>
    /// <value>Default 8; 1 to 64.</value>
    public int MaxTraces { get; set; } = 8;

    /// <summary>How long a name of an address is awaited from this host's resolver.</summary>
    /// <value>Default 2 seconds; 100 milliseconds to 1 minute.</value>
    public TimeSpan NameTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Names asked for at a time, from one silo.</summary>
    /// <value>Default 8; 1 to 64.</value>
    public int MaxNames { get; set; } = 8;
}
