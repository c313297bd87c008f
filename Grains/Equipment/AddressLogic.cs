using System.Collections.Immutable;
using System.Net;

namespace Nms.Equipment;

/// <summary>Puts together what the sources say of addresses, and says which of them are the equipment's. Pure.</summary>
internal static class AddressLogic
{
    public static ImmutableArray<EquipmentAddress> Merge(IReadOnlyList<SourceFindings> findings, ImmutableArray<EquipmentInterface> interfaces)
    {
        var said = findings.SelectMany(OfInterfaces).Concat(findings.SelectMany(finding => finding.Addresses.Select(address => new Said(finding, address)))).ToList();
        var asked = findings.Any(one => one is { Source: FactSource.Console or FactSource.Snmp, IsEarlier: false } && one.Interfaces.Any(each => each.Addresses is not []));
        return [.. said
            .Where(one => IsUsable(one.Address.Address))
            .GroupBy(one => one.Address.Address, StringComparer.Ordinal)
            .Select(group => Merge([.. group.OrderBy(one => ProfileLogic.Standing(one.Finding)).ThenBy(one => ProfileLogic.Rank(SourceRanks.Identity, one.Finding.Source))], interfaces, asked))
            .OrderByDescending(address => address.Verdict).ThenBy(address => address.Address, NaturalOrder.Instance)];
    }

    /// <summary>The text of an address in canonical form, and the length of its prefix when it has one.</summary>
    public static (string Address, int? PrefixLength)? Read(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var bare = slash < 0 ? text : text[..slash];
        return IPAddress.TryParse(bare, out var address)
            ? (Canonical(address), slash >= 0 && int.TryParse(text.AsSpan(slash + 1), System.Globalization.NumberStyles.None, null, out var length) ? length : null)
            : null;
    }

    public static string Canonical(IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes())).ToString();

    /// <summary>Whether an address names equipment at all: loopback, unspecified and multicast addresses do not.</summary>
    public static bool IsUsable(string text) => IPAddress.TryParse(text, out var address)
        && !IPAddress.IsLoopback(address)
        && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) && !address.Equals(IPAddress.Broadcast)
        && !address.IsIPv6Multicast
        && !(address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && address.GetAddressBytes()[0] is 0 or (>= 224 and <= 239));

    private static IEnumerable<Said> OfInterfaces(SourceFindings finding) =>
        from one in finding.Interfaces
        from text in one.Addresses
        let read = Read(text)
        where read is not null
        select new Said(finding, new EquipmentAddress
        {
            Address = read.Value.Address,
            PrefixLength = read.Value.PrefixLength,
            Interface = one.Name,
            MacAddress = one.MacAddress,
            Verdict = finding.Source is FactSource.Console or FactSource.Snmp ? AddressVerdict.Proven : AddressVerdict.Likely,
            Reasons = [finding.Source switch
            {
                FactSource.Console => "the equipment lists it at its console",
                FactSource.Snmp => "the equipment lists it by SNMP",
                FactSource.Configuration => $"{finding.Detail ?? "the configuration"} gives it to {one.Name}",
                _ => $"{finding.Source} gives it to {one.Name}",
            }],
            Sightings = [new Sighting { Source = finding.Source, At = finding.At, Confidence = SourceRanks.Confidence(finding.Source), Detail = finding.Detail }],
        });

    private static EquipmentAddress Merge(Said[] group, ImmutableArray<EquipmentInterface> interfaces, bool asked)
    {
        var all = Array.ConvertAll(group, said => said.Address);
        var isRefuted = Array.Exists(all, one => one.Verdict == AddressVerdict.Refuted);
        var verdict = isRefuted ? AddressVerdict.Refuted : all.Max(one => one.Verdict);
        var reasons = all.SelectMany(one => one.Reasons).Distinct(StringComparer.Ordinal).ToList();
        if (asked && verdict >= AddressVerdict.Likely && Array.TrueForAll(group, said => said.Finding.IsEarlier || said.Finding.Source is FactSource.Configuration or FactSource.Gns3 or FactSource.Dns))
        {
            verdict = AddressVerdict.Unproven;
            reasons.Add(Array.Exists(group, said => said.Finding is { IsEarlier: true, Source: FactSource.Console or FactSource.Snmp }) ? "the equipment listed it when it was asked before, and does not now" : "the equipment itself does not list it");
        }

        var name = all.Select(one => one.Interface).FirstOrDefault(one => one is not null);
        var own = interfaces.FirstOrDefault(one => InterfaceNames.Key(one.Name) == InterfaceNames.Key(name));
        return all[0] with
        {
            PrefixLength = all.Select(one => one.PrefixLength).FirstOrDefault(length => length is not null),
            Interface = own?.Name ?? name,
            MacAddress = own?.MacAddress ?? all.Select(one => one.MacAddress).FirstOrDefault(mac => mac is not null),
            Verdict = verdict,
            Reasons = [.. reasons],
            Sightings = [.. all.SelectMany(one => one.Sightings).Distinct()],
            DnsName = all.Select(one => one.DnsName).FirstOrDefault(dns => dns is not null),
        };
    }

    private sealed record Said(SourceFindings Finding, EquipmentAddress Address);
}
