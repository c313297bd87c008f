using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nms.Discovery.Profiles;
using Nms.Discovery.Reach;
using Nms.Discovery.Reach.Identity;
using Nms.Discovery.Reach.Probing;
using Nms.Equipment;
using Nms.Probes;

namespace Nms.Discovery.Networks;

/// <summary>Visits addresses outside of labs: asks the agent there, the address itself, and then the other addresses that the agent lists.</summary>
internal sealed class HostVisitor(
    AgentReader agents, HostProbe hosts, AddressTranslation translation, ScopePolicy policy, IOptions<DiscoveryOptions> options, IOptions<HostProbeOptions> probing,
    TimeProvider time, ILogger<HostVisitor> logger)
{
    private static readonly SectionResult s_noLab = SectionResult.Absent("It is in no lab.");

    /// <summary>Visits an address; null when nothing is there.</summary>
    public async Task<HostVisit?> VisitAsync(CrawlTarget target, DiscoveryRunOptions wanted, CancellationToken cancellationToken)
    {
        var address = target.Address;
        var (began, most) = (time.GetUtcNow(), options.Value.TargetTimeout);
        var sections = new SectionRecorder(address.ToString(), time, logger);
        foreach (var none in new[] { ProfileSections.Gns3, ProfileSections.Configuration, ProfileSections.Console })
        {
            sections.Note(none, s_noLab);
        }

        AgentReading? agent = null;
        HostProbeResult? first = null;
        await Task.WhenAll(RunAsync(ProfileSections.Snmp, wanted.IncludeSnmp, AskAgentAsync), ProbeAsync());
        if (first is not { Answers: true } && agent?.Findings is null)
        {
            return null;
        }

        sections.Note(ProfileSections.Performance, agent?.Performance ?? new SectionResult(SectionOutcome.Skipped, "No agent was asked."));
        sections.Note(ProfileSections.Addresses, SectionResult.Completed);
        sections.Note(
            ProfileSections.Links, !wanted.IncludeTopology ? new SectionResult(SectionOutcome.Skipped, "Not asked for.") : agent?.Findings is null ? SectionResult.Absent("No agent tells its neighbours.") : SectionResult.Completed);
        var refused = new SortedSet<string>(StringComparer.Ordinal);
        List<HostProbeResult> reached = first is null ? [] : [first];
        await RunAsync(ProfileSections.Reachability, wanted.IncludeReachability, async within =>
        {
            var ports = PortSets.Of(PortSets.KindOf(null, agent?.Findings?.DeviceType), probing.Value);
            reached.AddRange(await Task.WhenAll(Others(agent, address, refused).Select(other => ReachAsync(other, ports, wanted, within))));
            return new SectionResult(SectionOutcome.Completed, null, reached.Sum(one => one.Requests));
        });
        return new HostVisit
        {
            Address = address,
            Depth = target.Depth,
            Keys = agent?.Identity ?? IdentityKeys.None,
            Agent = agent?.Findings,
            Signs = [.. Signs(address, first, agent)],
            Snmp = agent?.Snmp,
            Reachability = wanted.IncludeReachability ? [.. reached.Select(one => ReachFindings.Of(one, agent?.Ports.GetValueOrDefault(one.Route.Address.ToString())))] : [],
            Sections = sections.Sections,
            Notes = [.. refused],
            StartedAt = began,
            CompletedAt = time.GetUtcNow(),
        };

        async Task<SectionResult> AskAgentAsync(CancellationToken within)
        {
            agent = await agents.ReadAsync(null, null, [address], new OwnerFacts(Guid.Empty, address.ToString(), IdentityKeys.None), [], wanted, within);
            return agent.Result;
        }

        // Whether something is there is asked whatever is wanted of its profile.
        async Task ProbeAsync() => first = await ReachAsync(address, PortSets.Of(PortSets.Other, probing.Value), wanted, cancellationToken);

        Task RunAsync(string name, bool isWanted, Func<CancellationToken, Task<SectionResult>> section)
        {
            if (isWanted)
            {
                return sections.RunAsync(name, most, section, cancellationToken);
            }

            sections.Note(name, new SectionResult(SectionOutcome.Skipped, "Not asked for."));
            return Task.CompletedTask;
        }
    }

    private Task<HostProbeResult> ReachAsync(IPAddress address, ImmutableArray<int> ports, DiscoveryRunOptions wanted, CancellationToken cancellationToken) =>
        hosts.ProbeAsync(new HostProbeRequest(translation.Find(null, null, address), ports) { Trace = wanted.Traceroute, ReverseName = true }, cancellationToken);

    /// <summary>The other addresses that the agent lists, as far as the operator permits them.</summary>
    private IEnumerable<IPAddress> Others(AgentReading? agent, IPAddress visited, SortedSet<string> refused) =>
        (agent?.Identity?.Addresses ?? [])
            .Where(address => !address.Equals(visited) && !address.IsIPv6LinkLocal && IsPermitted(address, refused))
            .Order(AddressOrdering.Instance)
            .Take(options.Value.MaxAddressesAsked - 1);

    private bool IsPermitted(IPAddress address, SortedSet<string> refused)
    {
        if (ScopeRules.Complaint(new IPAddressRange(address, address), policy) is not var (_, message))
        {
            return true;
        }

        refused.Add(FormattableString.Invariant(message));
        return false;
    }

    private static IEnumerable<SourceFindings> Signs(IPAddress address, HostProbeResult? probed, AgentReading? agent)
    {
        var at = probed?.At ?? agent!.Findings!.At;
        var text = AddressLogic.Canonical(address);
        var sign = probed switch
        {
            { Echo.Series.Received: > 0 } => "it answers an echo there",
            _ when probed?.Ports.Ports.FirstOrDefault(port => port.State == PortState.Open) is { } open => string.Create(CultureInfo.InvariantCulture, $"its port {open.Port} is open there"),
            { Answers: true } => "it refuses connections there",
            _ => "its agent answers there",
        };
        yield return new SourceFindings
        {
            Source = FactSource.Probe,
            At = at,
            Detail = text,
            Addresses =
            [
                new EquipmentAddress
                {
                    Address = text,
                    Verdict = AddressVerdict.Likely,
                    Reasons = [sign],
                    Sightings = [new Sighting { Source = FactSource.Probe, At = at, Confidence = SourceRanks.Confidence(FactSource.Probe), Detail = text }],
                },
            ],
        };
        if (probed is not null && NameFindings.Of(probed) is { } named)
        {
            // Here who asks and who names are of one network: the equipment is called so where it says no other name.
            yield return named with { HostName = probed.Name.Name };
        }
    }
}
