using System.Net.NetworkInformation;

namespace Nms.Consoles;

/// <summary>An interface as equipment tells it; null and empty where it does not.</summary>
public sealed record ConsoleInterface
{
    /// <summary>Its name in the equipment's own spelling.</summary>
    public required string Name { get; init; }

    /// <summary>Its addresses, without those of other families than IP.</summary>
    public IReadOnlyList<ConsoleAddress> Addresses { get; init; } = [];

    /// <summary>Its MAC address.</summary>
    public PhysicalAddress? PhysicalAddress { get; init; }

    /// <summary>Whether it is switched on: IF-MIB calls that ifAdminStatus (RFC 2863).</summary>
    public ConsoleState Admin { get; init; }

    /// <summary>Whether it carries traffic: IF-MIB calls that ifOperStatus (RFC 2863).</summary>
    public ConsoleState Oper { get; init; }

    /// <summary>The largest packet in bytes.</summary>
    public int? Mtu { get; init; }

    /// <summary>What somebody wrote about it: IF-MIB calls that ifAlias (RFC 2863).</summary>
    public string? Description { get; init; }

    /// <summary>Whether its address comes from DHCP.</summary>
    public bool? UsesDhcp { get; init; }

    /// <summary>Its nominal speed.</summary>
    public long? SpeedBitsPerSecond { get; init; }

    /// <summary>Its counters; null where nobody tells.</summary>
    public ConsoleCounters? Counters { get; init; }
}
