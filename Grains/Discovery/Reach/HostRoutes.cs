using System.Net;
using System.Net.NetworkInformation;
using Microsoft.Extensions.Options;
using Nms.Probes;

namespace Nms.Discovery.Reach;

/// <summary>
/// Whether this host has a way to an address that was made for it: a network of its own, or a route that is not the default one. What goes by
/// the default route goes to strangers as easily as to a lab, whose addresses are mostly private ones that others have too.
/// </summary>
internal sealed class HostRoutes
{
    private static readonly TimeSpan s_keep = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly bool _anyway;
    private long? _readAt;
    private IReadOnlyList<IPNetwork> _networks = [];

    public HostRoutes(IOptions<ReachOptions> options, TimeProvider time) => (_anyway, _time) = (options.Value.LabsByDefaultRoute, time);

    /// <summary>Whether there is one.</summary>
    public bool LeadTo(IPAddress address) => _anyway || Networks().Any(network => network.Contains(address));

    /// <summary>Those of the addresses to which there is one.</summary>
    public IPAddressSet Within(IPAddressSet addresses) =>
        _anyway ? addresses : addresses.Intersect(new IPAddressSet(Networks().Select(network => IPAddressRange.Parse(network.ToString()))));

    private IReadOnlyList<IPNetwork> Networks()
    {
        lock (_gate)
        {
            if (_readAt is not { } at || _time.GetElapsedTime(at) >= s_keep)
            {
                _networks = [.. OfInterfaces(), .. OfTables()];
                _readAt = _time.GetTimestamp();
            }

            return _networks;
        }
    }

    private static IEnumerable<IPNetwork> OfInterfaces() =>
        from one in NetworkInterface.GetAllNetworkInterfaces()
        where one.OperationalStatus == OperationalStatus.Up
        from own in one.GetIPProperties().UnicastAddresses
        where own.PrefixLength > 0
        select RouteTables.Network(own.Address, own.PrefixLength);

    private static IEnumerable<IPNetwork> OfTables() =>
        OperatingSystem.IsLinux() ? RouteTables.OfIPv4(Lines("/proc/net/route")).Concat(RouteTables.OfIPv6(Lines("/proc/net/ipv6_route"))) : [];

    // A host without IPv6 has no such table.
    private static string[] Lines(string path) => File.Exists(path) ? File.ReadAllLines(path) : [];
}
