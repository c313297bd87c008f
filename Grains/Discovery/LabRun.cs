using System.Collections.Concurrent;
using System.Collections.Immutable;
using Nms.Discovery.Profiles;
using Nms.Equipment;
using Nms.Nodes;
using Nms.Topology;

namespace Nms.Discovery;

/// <summary>One run over a project or a node of it.</summary>
internal sealed class LabRun
{
    private readonly DiscoveryServices _services;
    private readonly DiscoveryRunSnapshot _run;
    private readonly RunReporter _reporter;
    private readonly ConcurrentDictionary<Guid, EquipmentProfile> _profiles = [];
    private readonly ConcurrentDictionary<Guid, Unrecorded> _silent = [];
    private readonly ConcurrentDictionary<Guid, bool> _started;
    private readonly Guid _projectId;
    private ImmutableArray<NodeSnapshot> _everyone = [];

    public LabRun(DiscoveryServices services, DiscoveryRunSnapshot run, RunReporter reporter)
    {
        (_services, _run, _reporter) = (services, run, reporter);
        _projectId = run.Request.Scope.ProjectId!.Value;
        _started = new(run.Targets.Where(target => target.StartedForRun).Select(target => KeyValuePair.Create(target.EquipmentId, true)));
    }

    private DiscoveryRunOptions Options => _run.Request.Options;

    private int Concurrent => Options.MaxConcurrent > 0 ? Options.MaxConcurrent : _services.Options.MaxConcurrent;

    private CancellationToken Over => _reporter.Over;

    private IGrainFactory Grains => _services.Grains;

    /// <summary>Works through the steps that are not done.</summary>
    /// <exception cref="OperationCanceledException">The run is over.</exception>
    public async Task RunAsync()
    {
        var topology = await ListAsync();
        var todo = Pending(topology);
        await _reporter.TellAsync(new DiscoveryReport { Phase = "profiling" });
        await BoundedFanOut.ForEachAsync(todo, Concurrent, ProfileAsync);

        await _reporter.TellAsync(new DiscoveryReport { Phase = "resolving" });
        await LoadAsync();
        await ResolveAsync(topology);
        if (Options.IncludeTopology)
        {
            await _reporter.TellAsync(new DiscoveryReport { Phase = "judging" });
            await JudgeAsync(topology);
        }

        await RestoreAsync(topology);
    }

    private async Task<ProjectTopology> ListAsync()
    {
        var topology = await Grains.Project(_projectId).GetTopologyAsync(cancellationToken: Over)
            ?? throw new NotFoundException("project_not_found", $"There is no project {_projectId}.");
        _everyone = topology.Nodes;
        if (_run.Request.Scope.NodeId is { } only)
        {
            topology = topology with { Nodes = [.. topology.Nodes.Where(node => node.Key.NodeId == only)] };
            if (topology.Nodes is [])
            {
                throw NodeFailures.NotFound(new NodeKey(_projectId, only));
            }
        }

        var known = _run.Targets.Select(target => target.EquipmentId).ToHashSet();
        await _reporter.TellAsync(new DiscoveryReport
        {
            Phase = "listing",
            ProjectName = topology.Project.Name,
            Targets = [.. topology.Nodes.Where(node => !known.Contains(node.Key.NodeId))
                .Select(node => new DiscoveryTarget { EquipmentId = node.Key.NodeId, Name = node.Name, Status = DiscoveryTargetStatus.Pending })],
            Notes = topology.Project.Status == Projects.ProjectStatus.Closed ? ["The project is closed: nothing in it runs."] : [],
        });
        if (_run.Request.Scope.NodeId is null)
        {
            await LoseAsync(topology);
        }

        return topology;
    }

    /// <summary>Equipment whose node is no more.</summary>
    private async Task LoseAsync(ProjectTopology topology)
    {
        var there = topology.Nodes.Select(node => node.Key.NodeId).ToHashSet();
        var directory = Grains.EquipmentDirectory(_projectId);
        foreach (var gone in (await directory.ListAsync(Over)).Where(one => !one.Lost && !there.Contains(one.EquipmentId)))
        {
            if (await Grains.Equipment(new NodeKey(_projectId, gone.EquipmentId)).LoseAsync("Its node is no more.", _run.RunId, Over) is { } summary)
            {
                await directory.IndexAsync([summary], Over);
            }
        }
    }

    private List<NodeTarget> Pending(ProjectTopology topology)
    {
        var done = _run.Targets.Where(DiscoveryRunLogic.IsDone).Select(target => target.EquipmentId).ToHashSet();
        return [.. topology.Nodes.Where(node => !done.Contains(node.Key.NodeId)).Select(node => Target(topology, node))];
    }

    private static NodeTarget Target(ProjectTopology topology, NodeSnapshot node) =>
        new(topology.Project, node, [.. topology.Links.Where(link => link.Endpoints.Any(end => end.NodeId == node.Key.NodeId))]);

    private async Task ProfileAsync(NodeTarget target)
    {
        var began = _services.Time.GetTimestamp();
        var id = target.Node.Key.NodeId;
        var report = new DiscoveryTarget { EquipmentId = id, Name = target.Node.Name, Status = DiscoveryTargetStatus.Running, StartedForRun = WasStarted(id) };
        await _reporter.AddAsync(report);
        if (Options.StartIfStopped && !report.StartedForRun && target.Node.Status == NodeStatus.Stopped && !Gns3Findings.IsBuiltIn(target.Node.NodeType))
        {
            // Told first, so that whoever takes the run over knows to stop it again.
            report = report with { StartedForRun = _started[id] = true };
            await _reporter.TellAsync(new DiscoveryReport { Targets = [report] });
        }

        if (report.StartedForRun)
        {
            try
            {
                var started = await Grains.NodeCommands(target.Node.Key).StartAsync(Over);
                target = target with { Node = started.Node };
            }
            catch (NmsException refused)
            {
                await _reporter.TellAsync(new DiscoveryReport { Notes = [$"{target.Node.Name} could not be started: {refused.Message}"] });
            }
        }

        if (await Grains.Node(target.Node.Key).FindAsync(Over) is null)
        {
            await _reporter.AddAsync(report with { Status = DiscoveryTargetStatus.Gone, Error = "The node vanished while the run went on.", Took = _services.Time.GetElapsedTime(began) });
            return;
        }

        var record = await _services.Profiler.ProfileAsync(target, Options, _run.RunId, [], report.StartedForRun, Over);
        _profiles[id] = record.Profile;
        if (target.Node.Status == NodeStatus.Started && !Gns3Findings.IsBuiltIn(target.Node.NodeType) && HintLogic.IsSilent(record.Profile))
        {
            // Others may know its address: recorded now, it would lose that address in every run and find it again.
            _silent[id] = new Unrecorded(record, report, began);
            return;
        }

        await RecordAsync(record, report, began);
    }

    private async Task RecordAsync(EquipmentRecord record, DiscoveryTarget report, long began)
    {
        var recorded = await Grains.Equipment(new NodeKey(_projectId, record.Profile.EquipmentId)).RecordAsync(record, Over);
        _profiles[record.Profile.EquipmentId] = record.Profile;
        await _reporter.AddAsync(
            RunTargets.Done(record.Profile, recorded, _services.Time.GetElapsedTime(began)) with { StartedForRun = report.StartedForRun }, recorded.Summary);
    }

    /// <summary>Profiles of targets that a predecessor did, and of nodes that are no targets: what they know counts.</summary>
    private Task LoadAsync() => BoundedFanOut.ForEachAsync(
        _everyone.Select(node => node.Key).Where(key => !_profiles.ContainsKey(key.NodeId)),
        Concurrent,
        async key =>
        {
            if (await Grains.Equipment(key).FindAsync(Over) is { } found)
            {
                _profiles[key.NodeId] = found.Profile;
            }
        });

    /// <summary>Looks again at silent equipment, whose addresses only others know: who has its MAC address in an ARP table or a lease.</summary>
    private async Task ResolveAsync(ProjectTopology topology)
    {
        var hints = HintLogic.Of(_profiles.Values);
        if (Options.IncludeReachability && topology.Nodes.Any(node => _silent.ContainsKey(node.Key.NodeId) && !hints.ContainsKey(node.Key.NodeId)))
        {
            hints = await SweepAsync(topology, hints);
        }

        await BoundedFanOut.ForEachAsync(
            topology.Nodes.Where(node => _silent.ContainsKey(node.Key.NodeId)).Select(node => Target(topology, node)),
            Concurrent,
            async target =>
            {
                var id = target.Node.Key.NodeId;
                var waiting = _silent[id];
                var record = hints.TryGetValue(id, out var known)
                    ? await _services.Profiler.ProfileAsync(target, Options, _run.RunId, known, WasStarted(id), Over)
                    : waiting.Record;
                await RecordAsync(record, waiting.Report, waiting.Began);
            });
    }

    /// <summary>Looks for addresses that nobody names, and has the equipment beside them look into its ARP table again: it was spoken through.</summary>
    private async Task<ImmutableDictionary<Guid, ImmutableArray<SourceFindings>>> SweepAsync(
        ProjectTopology topology, ImmutableDictionary<Guid, ImmutableArray<SourceFindings>> hints)
    {
        await _reporter.TellAsync(new DiscoveryReport { Phase = "sweeping" });
        var result = await _services.Sweep.SweepAsync(topology.Project.Server, _projectId, [.. _profiles.Values], Options, Over);
        var agents = _services.Sweep.Match(result, [.. _silent.Values.Select(waiting => waiting.Record.Profile)]);
        var unmatched = result.Found.Where(address => !agents.Values.Any(findings => findings.Any(finding => finding.Addresses[0].Address == AddressLogic.Canonical(address)))).ToList();
        var arp = hints;
        if (unmatched is not [])
        {
            var seen = await RereadAsync(topology, unmatched);
            arp = HintLogic.Of([.. _profiles.Values.Where(profile => !seen.ContainsKey(profile.EquipmentId)), .. seen.Values]);
            unmatched.RemoveAll(address => arp.Values.Any(findings => findings.Any(finding => finding.Addresses[0].Address == AddressLogic.Canonical(address))));
        }

        await _reporter.TellAsync(new DiscoveryReport
        {
            Phase = "resolving",
            AddressesSwept = result.Swept,
            Notes = [.. unmatched.Select(address => $"Something answers at {address}, which is of no node that is known.")],
        });
        return arp.AddRange(agents.Where(found => !arp.ContainsKey(found.Key)));
    }

    /// <summary>Profiles of equipment with an ARP table in the subnets of these addresses, as it is now; not recorded.</summary>
    private async Task<ConcurrentDictionary<Guid, EquipmentProfile>> RereadAsync(ProjectTopology topology, List<System.Net.IPAddress> addresses)
    {
        var seen = new ConcurrentDictionary<Guid, EquipmentProfile>();
        var wanted = new DiscoveryRunOptions { IncludeSnmp = Options.IncludeSnmp, IncludeConsole = Options.IncludeConsole };
        await BoundedFanOut.ForEachAsync(
            topology.Nodes.Where(node => _profiles.GetValueOrDefault(node.Key.NodeId) is { } profile && SubnetLogic.IsBeside(profile, addresses)).Select(node => Target(topology, node)),
            Concurrent,
            async target => seen[target.Node.Key.NodeId] = (await _services.Profiler.ProfileAsync(target, wanted, _run.RunId, [], boots: false, Over)).Profile);
        return seen;
    }

    private Task<DriftReport> JudgeAsync(ProjectTopology topology) => Grains.TopologyDrift(_projectId).ObserveAsync(
        [.. topology.Nodes.Select(node => _profiles.GetValueOrDefault(node.Key.NodeId)).OfType<EquipmentProfile>().Select(WitnessLogic.Of)], _run.RunId, Over);

    /// <summary>Stops what was started for this run.</summary>
    private async Task RestoreAsync(ProjectTopology topology)
    {
        foreach (var node in topology.Nodes.Where(node => WasStarted(node.Key.NodeId)))
        {
            try
            {
                await Grains.NodeCommands(node.Key).StopAsync(Over);
            }
            catch (NmsException refused)
            {
                await _reporter.TellAsync(new DiscoveryReport { Notes = [$"{node.Name} was started for this run and could not be stopped again: {refused.Message}"] });
            }
        }
    }

    private sealed record Unrecorded(EquipmentRecord Record, DiscoveryTarget Report, long Began);

    private bool WasStarted(Guid id) => _started.ContainsKey(id);
}
