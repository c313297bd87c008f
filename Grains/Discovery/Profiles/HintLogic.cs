using System.Collections.Immutable;
using Nms.Equipment;

namespace Nms.Discovery.Profiles;

/// <summary>Finds addresses of silent equipment in what other equipment knows: ARP tables, leases and neighbours. Pure.</summary>
internal static class HintLogic
{
    /// <summary>For equipment without an address of its own, what others say of its MAC addresses or its name.</summary>
    public static ImmutableDictionary<Guid, ImmutableArray<SourceFindings>> Of(IEnumerable<EquipmentProfile> all)
    {
        var profiles = all.ToList();
        var silent = profiles.Where(IsSilent).ToList();
        var byMac = silent
            .SelectMany(profile => EquipmentLogic.MacAddressesOf(profile).Select(mac => (Mac: mac, profile.EquipmentId)))
            .GroupBy(pair => pair.Mac, StringComparer.Ordinal)
            .Where(group => group.Count() == 1)
            .ToDictionary(group => group.Key, group => group.First().EquipmentId, StringComparer.Ordinal);
        var byName = silent.GroupBy(profile => profile.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() == 1).ToDictionary(group => group.Key, group => group.First().EquipmentId, StringComparer.OrdinalIgnoreCase);
        var found = new Dictionary<Guid, List<SourceFindings>>();
        foreach (var witness in profiles)
        {
            var at = witness.CompletedAt ?? witness.StartedAt;
            foreach (var entry in witness.Neighbours.Where(entry => entry.MacAddress is not null && byMac.ContainsKey(entry.MacAddress)))
            {
                Add(byMac[entry.MacAddress!], Finding(FactSource.Arp, at, witness, entry.Address, entry.MacAddress!, $"{witness.Name} has it in its ARP table as {entry.MacAddress}"));
            }

            foreach (var heard in witness.Adjacencies.Where(one => one is { Protocol: "lldp" or "cdp", RemoteAddress: not null }))
            {
                if ((heard.RemoteChassis is { } chassis && byMac.TryGetValue(chassis, out var id)) || (heard.RemoteName is { } name && byName.TryGetValue(name, out id)))
                {
                    Add(id, Finding(FactSource.Neighbour, at, witness, heard.RemoteAddress!, null, $"{witness.Name} hears it give that address by {heard.Protocol.ToUpperInvariant()}"));
                }
            }

            foreach (var lease in witness.Leases.Where(lease => lease.MacAddress is not null && byMac.ContainsKey(lease.MacAddress)))
            {
                Add(byMac[lease.MacAddress!], Finding(FactSource.Dhcp, at, witness, lease.Address, lease.MacAddress!, $"{witness.Name} leased it to {lease.MacAddress}") with { HostName = lease.HostName });
            }
        }

        return found.ToImmutableDictionary(
            entry => entry.Key,
            entry => entry.Value.DistinctBy(finding => (finding.Source, finding.Addresses[0].Address)).OrderBy(finding => finding.Addresses[0].Address, StringComparer.Ordinal).ToImmutableArray());

        void Add(Guid id, SourceFindings finding)
        {
            if (!found.TryGetValue(id, out var list))
            {
                found[id] = list = [];
            }

            list.Add(finding);
        }
    }

    /// <summary>Whether no address of it is known.</summary>
    public static bool IsSilent(EquipmentProfile profile) => !profile.Addresses.Any(address => address.Verdict >= AddressVerdict.Likely);

    private static SourceFindings Finding(FactSource source, DateTimeOffset at, EquipmentProfile witness, string address, string? mac, string reason) => new()
    {
        Source = source,
        At = at,
        Detail = witness.Name,
        Addresses =
        [
            new EquipmentAddress
            {
                Address = address,
                MacAddress = mac,
                Verdict = AddressVerdict.Likely,
                Reasons = [reason],
                Sightings = [new Sighting { Source = source, At = at, Confidence = SourceRanks.Confidence(source), Detail = witness.Name }],
            },
        ],
    };
}
