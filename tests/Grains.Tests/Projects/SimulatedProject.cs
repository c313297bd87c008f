using System.Collections.Immutable;
using Nms.Events;
using Nms.Nodes;
using Nms.Projects;

namespace Nms.Grains.Tests.Projects;

/// <summary>The rules of project and nodes without grains: what a project grain does with a decision, in memory.</summary>
internal sealed class SimulatedProject(Guid projectId)
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<Guid, NodeSnapshot> _nodes = [];
    private long _count;

    public ProjectModel Model { get; private set; } = ProjectModel.Empty;

    public List<EventDraft> Events { get; } = [];

    public DateTimeOffset Now { get; set; } = s_start;

    public long BeginRead() => ++_count;

    public ReadNeed Observe(params ImmutableArray<ProjectObservation> observations)
    {
        var first = _count + 1;
        _count += observations.Length;
        var need = ReadNeed.None;
        foreach (var decision in ProjectLogic.Observe(Model, projectId, observations, first, Now))
        {
            Finish(decision);
            need = decision.Need > need ? decision.Need : need;
        }

        return need;
    }

    public void Reconcile(ProjectFacts facts, long? mark = null) =>
        Finish(ReconcileLogic.Reconcile(Model, facts, mark ?? BeginRead(), Now));

    /// <summary>The names of the events since the last call.</summary>
    public string[] TakeEvents()
    {
        string[] types = [.. Events.Select(e => e.Type)];
        Events.Clear();
        return types;
    }

    private void Finish(ProjectDecision decision)
    {
        Events.AddRange(decision.Leading);
        foreach (var step in decision.Steps)
        {
            Tell(step);
        }

        Events.AddRange(decision.Trailing);
        Model = ProjectLogic.PruneGone(decision.Next);
        Assert.Equal(
            _nodes.Values.Select(node => (node.Key.NodeId, node.Name, node.Status)).Order(),
            Model.Nodes.Values.Select(node => (node.Key.NodeId, node.Name, node.Status)).Order());
    }

    private void Tell(NodeStep step)
    {
        var known = _nodes.GetValueOrDefault(step.NodeId);
        switch (step)
        {
            case ObserveNode observe:
                Take(NodeLogic.Observe(known, observe.Observation, Now));
                break;
            case ContinueNode resume:
                Take(NodeLogic.Continue(known, resume.Previous, resume.Observation, Now));
                _nodes.Remove(resume.Previous.Key.NodeId);
                break;
            case RemoveNode when known is not null:
                Events.Add(NodeLogic.Removed(known));
                _nodes.Remove(step.NodeId);
                break;
            case ForgetNode:
                _nodes.Remove(step.NodeId);
                break;
        }
    }

    private void Take(NodeDecision decision)
    {
        Events.AddRange(decision.Events);
        _nodes[decision.Next.Key.NodeId] = decision.Next;
    }
}
