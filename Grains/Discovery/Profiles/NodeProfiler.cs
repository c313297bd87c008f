using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nms.Discovery.Reach;
using Nms.Discovery.Reach.Identity;
using Nms.Discovery.Reach.Probing;
using Nms.Equipment;
using Nms.Nodes;

namespace Nms.Discovery.Profiles;

/// <summary>Makes the profile of one node: asks every source in turn, and puts together what they say.</summary>
internal sealed class NodeProfiler(
    ConsoleReader consoles, ConfigurationReader configurations, AgentReader agents, HostProbe hosts, AddressTranslation translation, ScopePolicy policy, IGrainFactory grains,
    IOptions<DiscoveryOptions> options, IOptions<HostProbeOptions> probing, TimeProvider time, ILogger<NodeProfiler> logger)
{
    /// <summary>The share of a target's time that consoles and files may take, so that agents are asked too when a console is slow.</summary>
    private const double FirstShare = 0.6;

    /// <summary>Profiles a node.</summary>
    /// <param name="target">The node.</param>
    /// <param name="wanted">What is asked for.</param>
    /// <param name="runId">The run.</param>
    /// <param name="hints">What other equipment says of it.</param>
    /// <param name="boots">Whether it was started a moment ago: its console is waited for.</param>
    /// <param name="cancellationToken">Calls the run off.</param>
    public async Task<EquipmentRecord> ProfileAsync(
        NodeTarget target, DiscoveryRunOptions wanted, Guid runId, ImmutableArray<SourceFindings> hints, bool boots, CancellationToken cancellationToken)
    {
        var node = target.Node;
        var began = time.GetUtcNow();
        var most = options.Value.TargetTimeout;
        var sections = new SectionRecorder(node.Name, time, logger);
        var draft = new ProfileDraft(await EarlierAsync(node.Key, wanted, cancellationToken), sections, policy);
        draft.Findings.AddRange([Gns3Findings.Of(target, began), .. hints]);
        sections.Note(ProfileSections.Gns3, SectionResult.Completed);

        ConsoleReading? console = null;
        ConfigurationReading? files = null;
        await Task.WhenAll(
            RunAsync(ProfileSections.Console, wanted.IncludeConsole, FactSource.Console, async within => (console = await consoles.ReadAsync(node, boots, within)).Result),
            RunAsync(ProfileSections.Configuration, wanted.IncludeConfiguration, FactSource.Configuration, async within => (files = await configurations.ReadAsync(target, within)).Result));
        draft.Findings.AddRange(files?.Findings ?? []);
        var said = wanted.IncludePerformance ? console?.Findings : console?.Findings is { } all ? all with { Performance = null } : null;
        if (said is not null)
        {
            draft.Findings.Add(said);
        }

        var candidates = draft.Candidates(options.Value.MaxAddressesAsked);
        sections.Note(ProfileSections.Addresses, candidates is [] ? SectionResult.Absent("No source names an address of it.") : SectionResult.Completed);
        var unasked = node.Status != NodeStatus.Started ? "The node is not started."
            : Gns3Findings.IsBuiltIn(node.NodeType) ? "GNS3 carries this node itself: no equipment answers there."
            : null;
        AgentReading? snmp = null;
        var notAgent = unasked ?? (node.NodeType == "vpcs" ? "VPCS has no agent." : null);
        if (notAgent is null)
        {
            await RunAsync(ProfileSections.Snmp, wanted.IncludeSnmp, FactSource.Snmp, async within =>
            {
                snmp = await agents.ReadAsync(node.Server, node.Key.ProjectId, candidates, Owner(node, draft.Findings), [.. console?.Credentials ?? [], .. files?.Credentials ?? []], wanted, within);
                return snmp.Result;
            });
        }
        else
        {
            sections.Note(ProfileSections.Snmp, SectionResult.Absent(notAgent));
        }

        if (!wanted.IncludePerformance)
        {
            draft.Keep(ProfileSections.Performance, earlier => new SourceFindings { Source = FactSource.Snmp, At = began, Performance = earlier.Performance });
        }
        else
        {
            sections.Note(ProfileSections.Performance, PerformanceOf(snmp, said, notAgent));
        }

        if (snmp?.Refuted is { } refuted)
        {
            draft.Findings.Add(new SourceFindings { Source = FactSource.Snmp, At = time.GetUtcNow(), Addresses = [refuted] });
        }

        if (snmp?.Findings is { } heard)
        {
            draft.Findings.Add(heard);
            candidates = draft.Candidates(options.Value.MaxAddressesAsked);
        }

        ImmutableArray<EquipmentReachability> reached = [];
        if (unasked is not null || candidates is [])
        {
            sections.Note(ProfileSections.Reachability, SectionResult.Absent(unasked ?? "No address of it is known."));
        }
        else if (!wanted.IncludeReachability)
        {
            reached = draft.Skip(ProfileSections.Reachability) is null ? [] : draft.Earlier!.Reachability;
        }
        else
        {
            await sections.RunAsync(ProfileSections.Reachability, most * FirstShare, async within =>
            {
                var kind = ProfileLogic.Pick(draft.Findings, one => one.DeviceType, SourceRanks.Inventory)?.Value;
                var ports = PortSets.Of(PortSets.KindOf(node.NodeType, kind), probing.Value);
                var results = await Task.WhenAll(candidates.Select(address => hosts.ProbeAsync(
                    new HostProbeRequest(translation.Find(node.Server, node.Key.ProjectId, address), ports) { Trace = wanted.Traceroute, ReverseName = true }, within)));
                reached = [.. results.Select(result => ReachFindings.Of(result, snmp?.Ports.GetValueOrDefault(result.Route.Address.ToString())))];
                draft.Findings.AddRange(results.Select(NameFindings.Of).OfType<SourceFindings>());
                return ReachResult(reached);
            }, cancellationToken);
        }

        if (wanted.IncludeTopology)
        {
            sections.Note(ProfileSections.Links, SectionResult.Completed);
        }
        else
        {
            draft.Keep(ProfileSections.Links, earlier => new SourceFindings { Source = FactSource.Snmp, At = began, Adjacencies = [.. earlier.Adjacencies.Where(one => one.Source == FactSource.Snmp)] });
        }

        var basis = new EquipmentProfile
        {
            EquipmentId = node.Key.NodeId,
            ProjectId = node.Key.ProjectId,
            Server = node.Server,
            RunId = runId,
            Name = node.Name,
            NodeType = node.NodeType,
            NodeStatus = NodeLogic.Text(node.Status),
            StartedAt = began,
            CompletedAt = time.GetUtcNow(),
            Console = console?.Console ?? (wanted.IncludeConsole ? null : draft.Earlier?.Console) ?? ConsoleReader.Describe(node),
            Notes = draft.Notes,
            Snmp = snmp?.Snmp ?? (wanted.IncludeSnmp || notAgent is not null ? null : draft.Earlier?.Snmp),
            Reachability = reached,
            Files = [.. files?.Files ?? [], .. console?.RunningFile is { } file ? [file] : ImmutableArray<EquipmentFile>.Empty],
            Sections = sections.Sections,
        };
        return new EquipmentRecord
        {
            Profile = ProfileLogic.Consolidate(basis, draft.Findings),
            Configurations = [.. files?.Texts ?? [], .. console?.RunningConfiguration is { } running ? [running] : ImmutableArray<ConfigurationText>.Empty],
        };

        Task RunAsync(string name, bool isWanted, FactSource source, Func<CancellationToken, Task<SectionResult>> section)
        {
            if (isWanted)
            {
                return sections.RunAsync(name, most * FirstShare, section, cancellationToken);
            }

            draft.Skip(name, source);
            return Task.CompletedTask;
        }
    }

    /// <summary>The profile before, where a section is to be left out: what is not asked again is kept.</summary>
    private async Task<EquipmentProfile?> EarlierAsync(NodeKey key, DiscoveryRunOptions wanted, CancellationToken cancellationToken) =>
        wanted is { IncludeConsole: true, IncludeConfiguration: true, IncludeSnmp: true, IncludePerformance: true, IncludeReachability: true, IncludeTopology: true }
            ? null
            : (await grains.Equipment(key).FindAsync(cancellationToken))?.Profile;

    /// <summary>That nothing answers is an answer; that nothing could be asked is none.</summary>
    private static SectionResult ReachResult(ImmutableArray<EquipmentReachability> reached)
    {
        var requests = reached.Sum(one => one.Sent + one.Ports.Count(port => port.Protocol == "tcp"));
        return reached.All(one => one.Error is not null)
            ? SectionResult.Absent(string.Join("; ", reached.Select(one => one.Error).Distinct()))
            : new SectionResult(SectionOutcome.Completed, null, requests);
    }

    /// <summary>An agent tells most of it; what a console tells is better than nothing.</summary>
    private static SectionResult PerformanceOf(AgentReading? snmp, SourceFindings? console, string? notAgent) =>
        snmp?.Performance is { Outcome: SectionOutcome.Completed } told ? told
        : console?.Performance is { } load && (load.CpuPercent ?? load.MemoryPercent ?? load.Load1) is not null ? SectionResult.Completed
        : snmp?.Performance ?? (notAgent is null ? new SectionResult(SectionOutcome.Skipped, "No agent was asked.") : SectionResult.Absent(notAgent));

    /// <summary>What is certain of the node without its agent; what it is called in the drawing proves nothing.</summary>
    private static OwnerFacts Owner(NodeSnapshot node, List<SourceFindings> findings)
    {
        var console = findings.Where(one => one.Source == FactSource.Console).ToList();
        return new OwnerFacts(node.Key.NodeId, node.Name, IdentityKeys.Of(
            serials: console.Select(one => one.SerialNumber),
            macAddresses: findings.Where(one => one.Source is FactSource.Console or FactSource.Gns3).SelectMany(one => one.Interfaces).Select(one => one.MacAddress),
            addresses: console.SelectMany(one => one.Interfaces).SelectMany(one => one.Addresses).Select(text => IPAddress.Parse(text.Split('/')[0])),
            names: console.Select(one => one.HostName)));
    }
}
