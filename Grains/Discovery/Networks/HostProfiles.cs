using System.Collections.Immutable;
using System.Net;
using Nms.Discovery.Reach;
using Nms.Discovery.Reach.Identity;
using Nms.Equipment;

namespace Nms.Discovery.Networks;

/// <summary>Profiles of equipment outside of labs, put together from visits, and what a kept profile says of identity and neighbours. Pure.</summary>
internal static class HostProfiles
{
    /// <summary>The profile of a box.</summary>
    /// <param name="box">The box, with the addresses at which it was found.</param>
    /// <param name="visits">What was found there, in the order of its addresses.</param>
    /// <param name="hints">What other equipment says of it.</param>
    /// <param name="runId">The run.</param>
    public static EquipmentProfile Of(Box box, ImmutableArray<HostVisit> visits, ImmutableArray<SourceFindings> hints, Guid runId)
    {
        // An agent says the same at all its addresses; what it says is taken once.
        var best = visits.FirstOrDefault(visit => visit.Agent is not null) ?? visits[0];
        var findings = visits.SelectMany(visit => visit.Signs).Concat(hints).ToList();
        if (best.Agent is { } agent)
        {
            findings.Add(agent);
        }

        var basis = new EquipmentProfile
        {
            EquipmentId = box.Id,
            RunId = runId,
            Name = AddressLogic.Canonical(best.Address),
            StartedAt = visits.Min(visit => visit.StartedAt),
            CompletedAt = visits.Max(visit => visit.CompletedAt),
            Snmp = best.Snmp,
            Reachability = [.. visits.SelectMany(visit => visit.Reachability).DistinctBy(one => one.Address)],
            Sections = best.Sections,
            Notes = [.. visits.SelectMany(visit => visit.Notes).Concat(box.Doubts).Distinct(StringComparer.Ordinal)],
        };
        return ProfileLogic.Consolidate(basis, findings);
    }

    /// <summary>A piece of equipment that is known, as later findings are compared with it.</summary>
    public static KnownBox Known(EquipmentSnapshot equipment)
    {
        var profile = equipment.Profile;
        return new KnownBox(
            profile.EquipmentId,
            equipment.Summary.FirstSeenAt,
            [.. AddressesOf(profile, AddressVerdict.Likely)],
            IdentityKeys.Of(
                serials: [profile.SerialNumber?.Value],
                engineIds: [profile.Snmp?.EngineId],
                macAddresses: EquipmentLogic.MacAddressesOf(profile),
                seenMacAddresses: profile.Interfaces is [] ? profile.Addresses.Select(address => address.MacAddress) : [],
                addresses: profile.Snmp is { Available: true } ? AddressesOf(profile, AddressVerdict.Proven) : [],
                names: [profile.HostName is { Source: FactSource.Snmp } name ? name.Value : null]));
    }

    /// <summary>Addresses of a profile that are at least so sure.</summary>
    public static IEnumerable<IPAddress> AddressesOf(EquipmentProfile profile, AddressVerdict least) =>
        profile.Addresses.Where(address => address.Verdict >= least).Select(address => IPAddress.Parse(address.Address));

    /// <summary>Where a crawl goes from here: whom it hears by LLDP and CDP, its OSPF and BGP peers, and the next hops of its routes.</summary>
    public static ImmutableArray<IPAddress> NeighboursOf(IEnumerable<EquipmentAdjacency> adjacencies, IEnumerable<EquipmentRoute> routes) =>
    [
        .. adjacencies.Select(one => one.RemoteAddress).Concat(routes.Select(route => route.NextHop)).OfType<string>()
            .Where(AddressLogic.IsUsable)
            .Select(text => IPAddress.Parse(text))
            .Where(address => !address.IsIPv6LinkLocal)
            .Distinct(),
    ];

    /// <summary>For each address that one MAC address alone has in an ARP table, and that alone: who has it so. A router that answers for others has many.</summary>
    public static ImmutableDictionary<IPAddress, SourceFindings> Hints(IEnumerable<EquipmentProfile> profiles)
    {
        var found = new Dictionary<IPAddress, SourceFindings>();
        foreach (var witness in profiles.OrderBy(profile => profile.EquipmentId))
        {
            foreach (var entry in witness.Neighbours.Where(entry => entry.MacAddress is not null).GroupBy(entry => entry.MacAddress!, StringComparer.Ordinal).Where(group => group.Count() == 1).Select(group => group.First()))
            {
                var at = witness.CompletedAt ?? witness.StartedAt;
                found.TryAdd(IPAddress.Parse(entry.Address), new SourceFindings
                {
                    Source = FactSource.Arp,
                    At = at,
                    Detail = witness.Name,
                    Addresses =
                    [
                        new EquipmentAddress
                        {
                            Address = entry.Address,
                            MacAddress = entry.MacAddress,
                            Verdict = AddressVerdict.Likely,
                            Reasons = [$"{witness.Name} has it in its ARP table as {entry.MacAddress}"],
                            Sightings = [new Sighting { Source = FactSource.Arp, At = at, Confidence = SourceRanks.Confidence(FactSource.Arp), Detail = witness.Name }],
                        },
                    ],
                });
            }
        }

        return found.ToImmutableDictionary();
    }

    /// <summary>How far a crawl had come that visited these.</summary>
    public static CrawlState Resume(CrawlLimits limits, ScopePolicy policy, IEnumerable<(EquipmentProfile Profile, ImmutableArray<IPAddress> FoundAt, int Depth)> done)
    {
        var state = CrawlState.Empty;
        foreach (var (profile, foundAt, depth) in done.OrderBy(one => one.Depth))
        {
            var visited = new CrawlTarget(foundAt[0], depth, null);
            state = CrawlLogic.Finish(state with { Equipment = state.Equipment + 1 }, visited, [.. foundAt, .. AddressesOf(profile, AddressVerdict.Proven)]);
            (state, _) = CrawlLogic.Follow(limits, policy, state, visited, profile.Name, NeighboursOf(profile.Adjacencies, profile.Routes));
        }

        return state;
    }
}
