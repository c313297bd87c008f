using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Nms.Events;
using Nms.Nodes;
using Nms.Topology;

namespace Nms.Projects;

/// <summary>The single owner of one project's topology, kept as one immutable value.</summary>
[GrainType("nms.project")]
internal sealed class ProjectGrain : Grain, IProjectGrain
{
    /// <summary>Node grains told or asked at the same time.</summary>
    private const int NodeFanOut = 16;

    private readonly Outbox<ProjectState> _outbox;
    private readonly IIdSource _ids;
    private readonly TimeProvider _time;
    private ProjectModel _model = ProjectModel.Empty;
    private ProjectTopology? _topology;
    private string _stamp = "";
    private long _version;
    private long _count;

    public ProjectGrain(
        [PersistentState("project", "Default")] IPersistentState<ProjectState> storage,
        EventPublisher publisher,
        IIdSource ids,
        TimeProvider time,
        ILogger<ProjectGrain> logger)
    {
        _outbox = new Outbox<ProjectState>(this, storage, publisher, logger);
        _ids = ids;
        _time = time;
    }

    private Guid Id => this.GetPrimaryKey();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stamp = _ids.NewId().ToString("N", CultureInfo.InvariantCulture)[16..];

        // A read mark given out by an earlier activation must be older than all that this one hears.
        _count = _time.GetUtcNow().UtcTicks;
        await _outbox.FlushAsync(cancellationToken);
        var state = _outbox.State;
        var nodes = await LoadNodesAsync(state.NodeIds, cancellationToken);
        var model = ProjectStateMapping.ToModel(state, nodes);
        if (nodes.Length < state.NodeIds.Length || (model.Project is null && state.NodeIds is not []))
        {
            // The last activation ended between telling the nodes and recording it.
            await FinishAsync(ProjectLogic.Recover(model, Id, state.NodeIds, _time.GetUtcNow()), cancellationToken);
        }
        else
        {
            Show(model, changed: true);
        }
    }

    public ValueTask<ProjectSnapshot> GetAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(Known.Project!);

    public ValueTask<ProjectTopology?> GetTopologyAsync(string? unlessVersion, CancellationToken cancellationToken)
    {
        _ = Known;
        return ValueTask.FromResult(Version == unlessVersion ? null : Topology);
    }

    public ValueTask<NodeInProject> GetNodeAsync(Guid nodeId, CancellationToken cancellationToken) => Known.Nodes.TryGetValue(nodeId, out var node)
        ? ValueTask.FromResult(new NodeInProject(_model.Project!, node))
        : throw NodeFailures.NotFound(new NodeKey(Id, nodeId));

    public ValueTask<long> BeginReadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(++_count);

    public async Task<ReadNeed> ObserveAsync(ImmutableArray<ProjectObservation> observations, CancellationToken cancellationToken)
    {
        var first = _count + 1;
        _count += observations.Length;
        var need = ReadNeed.None;
        foreach (var decision in ProjectLogic.Observe(_model, Id, observations, first, _time.GetUtcNow()))
        {
            await FinishAsync(decision, cancellationToken);
            need = decision.Need > need ? decision.Need : need;
        }

        return need;
    }

    public async Task<NodeSnapshot> ObserveNodeReadAsync(NodeObservation node, long readMark, CancellationToken cancellationToken)
    {
        var id = node.Facts.Key.NodeId;
        await FinishAsync(ReconcileLogic.TakeNodeRead(Known, node, readMark, _time.GetUtcNow()), cancellationToken);
        return _model.Nodes.GetValueOrDefault(id) ?? throw NodeFailures.NotFound(node.Facts.Key);
    }

    public async Task<ProjectTopology> ReconcileAsync(ProjectFacts facts, long readMark, CancellationToken cancellationToken)
    {
        await FinishAsync(ReconcileLogic.Reconcile(_model, facts, readMark, _time.GetUtcNow()), cancellationToken);
        return Topology;
    }

    public async Task SetLiveAsync(bool live, CancellationToken cancellationToken)
    {
        if (_model.Project is { } project && project.Live != live)
        {
            await FinishAsync(ProjectLogic.SetLive(_model, live, _time.GetUtcNow()), cancellationToken);
        }
    }

    private string Version => string.Create(CultureInfo.InvariantCulture, $"{_stamp}-{_version}");

    /// <summary>Put in order when it is asked for: sorting a thousand nodes for each event would be most of what an event costs.</summary>
    private ProjectTopology Topology => _topology ??= ProjectStateMapping.ToTopology(Known, Version);

    private ProjectModel Known => _model.Project is null ? throw ProjectFailures.NotFound(Id) : _model;

    /// <summary>
    /// Carries a decision out: what happened to the project itself is recorded and told first, then the nodes are told,
    /// then the rest is recorded. Each step may be repeated; until the last one the model is the old one.
    /// </summary>
    private async Task FinishAsync(ProjectDecision decision, CancellationToken cancellationToken)
    {
        if (decision.Leading is not [])
        {
            var early = _model with
            {
                Project = decision.Next.Project,
                LastRestored = decision.Next.LastRestored,
                OpenHeard = decision.Next.OpenHeard,
            };
            await _outbox.CommitAsync(ProjectStateMapping.ToState(early), decision.Leading);
            _model = early;
        }

        var told = await TellNodesAsync(decision.Steps, cancellationToken);
        var next = decision.Next with { Nodes = decision.Next.Nodes.SetItems(told) };
        if (decision.Changed && !ProjectStateMapping.TellsNodesOnly(_model, decision))
        {
            var state = ProjectStateMapping.ToState(next);
            if (decision.Trailing is not [] || !ProjectStateMapping.Same(_outbox.State, state))
            {
                await _outbox.CommitAsync(state, decision.Trailing);
            }
        }

        Show(ProjectLogic.PruneGone(next), decision.Changed);
    }

    private void Show(ProjectModel model, bool changed)
    {
        _model = model;
        if (changed)
        {
            _version++;
        }

        _topology = null;
    }

    private async Task<ConcurrentDictionary<Guid, NodeSnapshot>> TellNodesAsync(ImmutableArray<NodeStep> steps, CancellationToken cancellationToken)
    {
        var told = new ConcurrentDictionary<Guid, NodeSnapshot>();
        await BoundedFanOut.ForEachAsync(steps.GroupBy(step => step.NodeId), NodeFanOut, async stepsOfNode =>
        {
            foreach (var step in stepsOfNode)
            {
                if (await TellAsync(step, cancellationToken) is { } node)
                {
                    told[step.NodeId] = node;
                }
                else
                {
                    told.TryRemove(step.NodeId, out _);
                }
            }
        });
        return told;
    }

    private async Task<NodeSnapshot?> TellAsync(NodeStep step, CancellationToken cancellationToken)
    {
        var node = Node(step.NodeId);
        switch (step)
        {
            case ObserveNode observe:
                return await node.ObserveAsync(observe.Observation, cancellationToken);
            case ContinueNode resume:
                var next = await node.ContinueAsync(resume.Previous, resume.Observation, cancellationToken);
                await Node(resume.Previous.Key.NodeId).ReplaceAsync(step.NodeId, cancellationToken);
                return next;
            case RemoveNode:
                await node.RemoveAsync(cancellationToken);
                return null;
            case ForgetNode:
                await node.ForgetAsync(cancellationToken);
                return null;
            default:
                throw new InvalidOperationException($"{step} is no node step.");
        }
    }

    private async Task<ImmutableArray<NodeSnapshot>> LoadNodesAsync(ImmutableArray<Guid> ids, CancellationToken cancellationToken)
    {
        var nodes = new ConcurrentBag<NodeSnapshot>();
        await BoundedFanOut.ForEachAsync(ids, NodeFanOut, async id =>
        {
            if (await Node(id).FindAsync(cancellationToken) is { } node)
            {
                nodes.Add(node);
            }
        });
        return [.. nodes];
    }

    private INodeGrain Node(Guid id) => GrainFactory.Node(new NodeKey(Id, id));
}
