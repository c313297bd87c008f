using System.Collections.Immutable;
using System.Net;

namespace Nms.Discovery.Reach.Identity;

/// <summary>What tells one piece of equipment from others. Sets that nobody read are empty; those that are not are complete.</summary>
internal sealed record IdentityKeys
{
    public static IdentityKeys None { get; } = new();

    /// <summary>Serial numbers of chassis.</summary>
    public ImmutableHashSet<string> Serials { get; init; } = [];

    /// <summary>SNMP engine ids.</summary>
    public ImmutableHashSet<string> EngineIds { get; init; } = [];

    /// <summary>What it calls its chassis in LLDP.</summary>
    public ImmutableHashSet<string> ChassisIds { get; init; } = [];

    /// <summary>MAC addresses of its interfaces, as it lists them.</summary>
    public ImmutableHashSet<string> MacAddresses { get; init; } = [];

    /// <summary>MAC addresses under which others reach it, from their ARP tables.</summary>
    public ImmutableHashSet<string> SeenMacAddresses { get; init; } = [];

    /// <summary>Its addresses, as it lists them.</summary>
    public ImmutableHashSet<IPAddress> Addresses { get; init; } = [];

    /// <summary>What it calls itself: sysName, host name. Not what others call it.</summary>
    public ImmutableHashSet<string> Names { get; init; } = [];

    /// <summary>Brings what equipment says into one form and leaves out what says nothing.</summary>
    public static IdentityKeys Of(
        IEnumerable<string?>? serials = null, IEnumerable<string?>? engineIds = null, IEnumerable<string?>? chassisIds = null, IEnumerable<string?>? macAddresses = null,
        IEnumerable<string?>? seenMacAddresses = null, IEnumerable<IPAddress>? addresses = null, IEnumerable<string?>? names = null) => new()
        {
            Serials = Set(serials, IdentityTexts.Serial),
            EngineIds = Set(engineIds, IdentityTexts.EngineId),
            ChassisIds = Set(chassisIds, IdentityTexts.ChassisId),
            MacAddresses = Set(macAddresses, IdentityTexts.Mac),
            SeenMacAddresses = Set(seenMacAddresses, IdentityTexts.Mac),
            Addresses = [.. (addresses ?? []).Select(address => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).Where(IsOnes)],
            Names = Set(names, IdentityTexts.Name),
        };

    /// <summary>All that either says.</summary>
    public IdentityKeys With(IdentityKeys other) => new()
    {
        Serials = Serials.Union(other.Serials),
        EngineIds = EngineIds.Union(other.EngineIds),
        ChassisIds = ChassisIds.Union(other.ChassisIds),
        MacAddresses = MacAddresses.Union(other.MacAddresses),
        SeenMacAddresses = SeenMacAddresses.Union(other.SeenMacAddresses),
        Addresses = Addresses.Union(other.Addresses),
        Names = Names.Union(other.Names),
    };

    /// <summary>Every box has these.</summary>
    private static bool IsOnes(IPAddress address) =>
        !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal && !address.IsIPv6Multicast && !IPAddress.Any.Equals(address) && !IPAddress.IPv6Any.Equals(address);

    private static ImmutableHashSet<string> Set(IEnumerable<string?>? texts, Func<string?, string?> clean) => [.. (texts ?? []).Select(clean).OfType<string>()];
}
