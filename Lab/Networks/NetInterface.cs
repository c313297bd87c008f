namespace Nms.Lab.Networks;

/// <summary>One interface of a simulated host: where it is plugged in, and how it is addressed.</summary>
internal sealed class NetInterface(string name, int adapter, int port, string mac)
{
    /// <summary>The adapter of an interface that has no port: where a switch itself is reached, in its VLAN.</summary>
    public const int NoAdapter = -1;

    public string Name { get; } = name;

    public bool IsVirtual => Adapter == NoAdapter;

    public int Adapter { get; } = adapter;

    public int Port { get; } = port;

    public string Mac { get; } = mac;

    public string Description { get; set; } = "";

    public uint? Address { get; set; }

    public int Prefix { get; set; }

    /// <summary>Octets of the packets that came in and went out.</summary>
    public ulong Received { get; set; }

    public ulong Sent { get; set; }

    /// <summary>Whether the interface was switched on; whether a cable is plugged in is another matter.</summary>
    public bool IsEnabled { get; set; }

    public bool Covers(uint address) => IsEnabled && Address is { } own && Ipv4.Contains(own, Prefix, address);
}
