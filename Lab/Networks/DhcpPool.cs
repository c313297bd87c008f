namespace Nms.Lab.Networks;

/// <summary>Addresses that a node leases, and what it says beside.</summary>
internal sealed class DhcpPool
{
    public uint Network { get; set; }

    public int Prefix { get; set; } = 24;

    public uint? Router { get; set; }

    public uint? Dns { get; set; }

    /// <summary>Hardware addresses by leased address.</summary>
    public Dictionary<uint, string> Leases { get; } = [];
}
