using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using Nms.Discovery.Profiles;
using Nms.Discovery.Reach;
using Nms.Discovery.Reach.Identity;
using Nms.Discovery.Reach.Probing;
using Nms.Equipment;

namespace Nms.Discovery;

/// <summary>Looks for addresses that nobody names, in the subnets of a lab, and asks who is there.</summary>
internal sealed class LabSweep(RangeSweep sweep, AgentReader agents, AddressTranslation translation, ScopePolicy policy, TimeProvider time)
{
    private const int AgentsAtATime = 8;
    private const int MostFound = 256;

    /// <summary>Sweeps.</summary>
    /// <param name="server">The server of the lab.</param>
    /// <param name="project">The project.</param>
    /// <param name="profiles">What is known of the lab.</param>
    /// <param name="wanted">What is asked for.</param>
    /// <param name="cancellationToken">Calls it off.</param>
    public async Task<LabSweepResult> SweepAsync(
        string server, Guid project, IReadOnlyCollection<EquipmentProfile> profiles, DiscoveryRunOptions wanted, CancellationToken cancellationToken)
    {
        var addresses = SubnetLogic.Unknown(profiles, address => translation.Find(server, project, address) is { Target: { } target } && !target.Equals(address), policy);
        if (addresses.Count == 0)
        {
            return LabSweepResult.Nothing;
        }

        var found = new List<IPAddress>();
        await foreach (var finding in sweep.SweepAsync(new SweepRequest(addresses) { Server = server, Project = project }, cancellationToken))
        {
            found.Add(finding.Address);
            if (found.Count == MostFound)
            {
                break;
            }
        }

        var keys = new ConcurrentDictionary<IPAddress, IdentityKeys>();
        await BoundedFanOut.ForEachAsync(wanted.IncludeSnmp ? found : [], AgentsAtATime, async address =>
        {
            var reading = await agents.ReadAsync(server, project, [address], new OwnerFacts(Guid.Empty, address.ToString(), IdentityKeys.None), [], wanted, cancellationToken);
            if (reading.Identity is { } identity)
            {
                keys[address] = identity;
            }
        });
        return new LabSweepResult((long)addresses.Count, [.. found.Order(AddressOrdering.Instance)], keys.ToImmutableDictionary());
    }

    /// <summary>For silent equipment, the addresses at which an agent says that it has its MAC address, or its name where nobody else has it.</summary>
    public ImmutableDictionary<Guid, ImmutableArray<SourceFindings>> Match(LabSweepResult result, IReadOnlyCollection<EquipmentProfile> silent)
    {
        var at = time.GetUtcNow();
        return silent
            .Select(profile => (profile.EquipmentId, Findings: Findings(profile, silent, result, at)))
            .Where(one => one.Findings is not [])
            .ToImmutableDictionary(one => one.EquipmentId, one => one.Findings);
    }

    private static ImmutableArray<SourceFindings> Findings(EquipmentProfile profile, IReadOnlyCollection<EquipmentProfile> silent, LabSweepResult result, DateTimeOffset at)
    {
        var isNamed = silent.Count(other => string.Equals(other.Name, profile.Name, StringComparison.OrdinalIgnoreCase)) == 1;
        var own = IdentityKeys.Of(macAddresses: EquipmentLogic.MacAddressesOf(profile), names: isNamed ? [profile.Name] : []);
        return [.. result.Found.Where(result.Agents.ContainsKey).Select(address => Finding(address, own, result.Agents[address], at)).OfType<SourceFindings>()];
    }

    private static SourceFindings? Finding(IPAddress address, IdentityKeys own, IdentityKeys said, DateTimeOffset at)
    {
        var what = own.MacAddresses.Intersect(said.MacAddresses).Order(StringComparer.Ordinal).FirstOrDefault() is { } mac ? $"has its MAC address {mac}"
            : said.MacAddresses.IsEmpty || own.MacAddresses.IsEmpty ? own.Names.Intersect(said.Names).FirstOrDefault() is { } name ? $"calls itself {name}" : null
            : null;
        return what is null ? null : new SourceFindings
        {
            Source = FactSource.Probe,
            At = at,
            Detail = "sweep",
            Addresses =
            [
                new EquipmentAddress
                {
                    Address = AddressLogic.Canonical(address),
                    Verdict = AddressVerdict.Likely,
                    Reasons = [$"a sweep of the lab's subnets finds an agent there that {what}"],
                    Sightings = [new Sighting { Source = FactSource.Probe, At = at, Confidence = FactConfidence.Likely, Detail = "sweep" }],
                },
            ],
        };
    }
}
