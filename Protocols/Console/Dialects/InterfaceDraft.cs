using System.Net;
using System.Net.NetworkInformation;

namespace Nms.Consoles.Dialects;

/// <summary>An interface of which more may be told.</summary>
internal sealed class InterfaceDraft(string name)
{
    private readonly List<ConsoleAddress> _addresses = [];

    public string Name => name;

    public PhysicalAddress? PhysicalAddress { get; set; }

    public ConsoleState Admin { get; set; }

    public ConsoleState Oper { get; set; }

    public int? Mtu { get; set; }

    public string? Description { get; set; }

    public bool? UsesDhcp { get; set; }

    public long? SpeedBitsPerSecond { get; set; }

    public ConsoleCounters? Counters { get; set; }

    /// <summary>Adds an address; told twice, the telling with a prefix counts.</summary>
    public void Add(IPAddress address, int? prefixLength)
    {
        if (prefixLength is { } length && (length < 0 || length > (address.GetAddressBytes().Length * 8))) return;
        var index = _addresses.FindIndex(known => known.Address.Equals(address));
        if (index < 0) _addresses.Add(new ConsoleAddress(address, prefixLength));
        else if (_addresses[index].PrefixLength is null) _addresses[index] = new ConsoleAddress(address, prefixLength);
    }

    public ConsoleInterface Build() => new()
    {
        Name = name,
        Addresses = _addresses,
        PhysicalAddress = PhysicalAddress,
        Admin = Admin,
        Oper = Oper,
        Mtu = Mtu,
        Description = Description,
        UsesDhcp = UsesDhcp,
        SpeedBitsPerSecond = SpeedBitsPerSecond,
        Counters = Counters,
    };
}
