using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Nms.Probes;

namespace Nms.Outbound;

/// <summary>Which addresses may be spoken to. An address that carries another one is judged by both. Pure.</summary>
internal static class OutboundRules
{
    private static readonly ImmutableArray<(IPNetwork Network, string What)> s_never =
    [
        .. new (string, string)[]
        {
            ("0.0.0.0/8", "means this machine"),
            ("127.0.0.0/8", "is this machine itself"),
            ("169.254.0.0/16", "is link-local, where metadata services are"),
            ("100.100.100.200/32", "is a metadata service"),
            ("192.0.0.0/24", "is reserved for protocols and metadata services"),
            ("168.63.129.16/32", "is a metadata service"),
            ("224.0.0.0/4", "is multicast"),
            ("240.0.0.0/4", "is reserved or broadcast"),
            ("::/128", "means this machine"),
            ("::1/128", "is this machine itself"),
            ("fe80::/10", "is link-local"),
            ("fec0::/10", "is site-local"),
            ("fd00:ec2::254/128", "is a metadata service"),
            ("ff00::/8", "is multicast"),
            ("100::/64", "is where packets are discarded"),
            ("64:ff9b:1::/48", "is translated to an address that cannot be told"),
            ("2001::/32", "is a tunnel to an address that cannot be told"),
        }.Select(entry => (IPNetwork.Parse(entry.Item1), entry.Item2)),
    ];

    private static readonly IPNetwork s_nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork s_6to4 = IPNetwork.Parse("2002::/16");

    /// <summary>Says why an address may not be spoken to, or null.</summary>
    public static string? Complaint(IPAddress address, ImmutableArray<IPNetwork> forbidden, ImmutableArray<IPNetwork> allowed)
    {
        var plain = WithoutScope(address);
        if (Contains(allowed, plain))
        {
            return null;
        }

        if (s_never.FirstOrDefault(entry => entry.Network.Contains(plain)) is { What: { } what })
        {
            return $"{plain} {what}";
        }

        if (Contains(forbidden, plain))
        {
            return $"{plain} is in a forbidden network";
        }

        return Carried(plain) is { } carried && Complaint(carried, forbidden, allowed) is { } complaint ? $"{plain} stands for {complaint}" : null;
    }

    /// <summary>Says why some address of a range may not be spoken to, or null. An IPv6 range must not be larger than a /112.</summary>
    public static string? Complaint(IPAddressRange range, ImmutableArray<IPNetwork> forbidden, ImmutableArray<IPNetwork> allowed)
    {
        // By far the most ranges are one address.
        if (range.First.Equals(range.Last))
        {
            return Complaint(range.First, forbidden, allowed);
        }

        // The answer changes only where a network begins or ends.
        var all = new IPAddressSet(range);
        var complaint = s_never.Select(entry => entry.Network).Concat(forbidden).Concat(allowed)
            .Select(network => new IPAddressSet(IPAddressRange.Parse(network.ToString())))
            .SelectMany(network => all.Intersect(network).Ranges.Concat(all.Except(network).Ranges))
            .Select(part => Complaint(part.First, forbidden, allowed))
            .FirstOrDefault(complaint => complaint is not null);
        return complaint is null && Carried(range.First) is { } first && Carried(range.Last) is { } last
            ? Complaint(new IPAddressRange(first, last), forbidden, allowed)
            : complaint;
    }

    /// <summary>Says what is wrong with a host as it is written, or null: an address has one spelling.</summary>
    public static string? Spelling(string host)
    {
        var bare = host.Trim('[', ']');
        return IPAddress.TryParse(bare, out var address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() != bare
            ? $"'{host}' is an unusual spelling of {address}"
            : null;
    }

    /// <summary>The IPv4 address that an IPv6 address leads to: mapped, compatible, by NAT64, 6to4 or ISATAP.</summary>
    internal static IPAddress? Carried(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        ReadOnlySpan<byte> bytes = address.GetAddressBytes();
        if (address.IsIPv4MappedToIPv6 || !bytes[..12].ContainsAnyExcept((byte)0) || s_nat64.Contains(address) || IsIsatap(bytes))
        {
            return new IPAddress(bytes[12..]);
        }

        return s_6to4.Contains(address) ? new IPAddress(bytes[2..6]) : null;
    }

    private static bool IsIsatap(ReadOnlySpan<byte> bytes) => bytes[8..12] is [0x00 or 0x02, 0x00, 0x5e, 0xfe];

    private static bool Contains(ImmutableArray<IPNetwork> networks, IPAddress address) => networks.Any(network => network.Contains(address));

    private static IPAddress WithoutScope(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0 ? new IPAddress(address.GetAddressBytes()) : address;
}
