using System.Collections.Immutable;
using Nms.Events;
using Nms.Nodes;
using Nms.Topology;

namespace Nms.Projects;

/// <summary>Collects what a rule decides, so that the model, the node steps and the events cannot disagree.</summary>
internal sealed class ProjectChange(ProjectModel model, Guid projectId, DateTimeOffset now)
{
    private readonly ImmutableArray<EventDraft>.Builder _leading = ImmutableArray.CreateBuilder<EventDraft>();
    private readonly ImmutableArray<NodeStep>.Builder _steps = ImmutableArray.CreateBuilder<NodeStep>();
    private readonly ImmutableArray<EventDraft>.Builder _trailing = ImmutableArray.CreateBuilder<EventDraft>();
    private bool _changed;

    public ProjectModel Model { get; set; } = model;

    public TopologyDelta Delta { get; private set; } = TopologyDelta.None;

    public ReadNeed Need { get; private set; }

    public DateTimeOffset Now => now;

    public bool IsIdle => _leading.Count == 0 && _steps.Count == 0 && _trailing.Count == 0;

    public void Ask(ReadNeed need) => Need = need > Need ? need : Need;

    public void Touch(Guid id, long at)
    {
        if (!Model.TouchedAfter(id, at))
        {
            Model = Model with { Touched = Model.Touched.SetItem(id, at) };
        }
    }

    public void SetProject(ProjectSnapshot project, string? eventType)
    {
        _changed |= Model.Project is null || Model.Project with { ObservedAt = project.ObservedAt, ReconciledAt = project.ReconciledAt } != project;
        Model = Model with { Project = project };
        if (eventType is not null)
        {
            _leading.Add(ProjectEvents.Project(eventType, project));
        }
    }

    /// <summary>Removes the project; its nodes go with it and are not told of one by one.</summary>
    public void RemoveProject(Guid id, long at)
    {
        if (Model.Project is { } project)
        {
            _leading.Add(ProjectEvents.Project("project.deleted", project));
        }

        _changed = true;
        _steps.AddRange(Model.Nodes.Keys.Select(node => new ForgetNode(node)));
        Model = ProjectModel.Empty with { Touched = ProjectModel.Empty.Touched.Add(id, at) };
    }

    public void RestoreSnapshot(SnapshotRestored restored)
    {
        _changed = true;
        Model = Model with { LastRestored = restored.SnapshotId };
        _leading.Add(ProjectEvents.SnapshotRestored(projectId, restored));
    }

    public void ObserveNode(Guid id, NodeObservation observation)
    {
        var known = Model.Nodes.GetValueOrDefault(id);
        var decision = NodeLogic.Observe(known, observation, now);
        _changed |= decision.Changed;
        _steps.Add(new ObserveNode(id, observation));
        Model = Model with { Nodes = Model.Nodes.SetItem(id, decision.Next), HeldNodes = Model.HeldNodes.Remove(id) };
        if (known is null)
        {
            Delta = Delta with { AddedNodes = Delta.AddedNodes.Add(id) };
        }
    }

    public void ContinueNode(NodeSnapshot previous, Guid id, NodeObservation observation)
    {
        _changed = true;
        _steps.Add(new ContinueNode(id, previous, observation));
        Model = Model with
        {
            Nodes = Model.Nodes.Remove(previous.Key.NodeId).SetItem(id, NodeLogic.Continue(null, previous, observation, now).Next),
            HeldNodes = Model.HeldNodes.Remove(id),
        };
    }

    /// <summary>Removes a node and the links that end at it.</summary>
    public void RemoveNode(Guid id, long at)
    {
        _steps.Add(new RemoveNode(id));
        LoseNode(id, at);
    }

    /// <summary>Removes a node that knows already that it is gone, and the links that end at it.</summary>
    public void LoseNode(Guid id, long at)
    {
        foreach (var link in Model.Links.Values.Where(link => LinkLogic.Touches(link, id)).OrderBy(link => link.LinkId).ToList())
        {
            Touch(link.LinkId, at);
            RemoveLink(link.LinkId);
        }

        _changed = true;
        Model = Model with { Nodes = Model.Nodes.Remove(id) };
        Delta = Delta with { RemovedNodes = Delta.RemovedNodes.Add(id) };
    }

    public void ObserveLink(LinkSnapshot heard)
    {
        var known = Model.Links.GetValueOrDefault(heard.LinkId);
        var next = LinkLogic.Merge(known, heard, now);
        Model = Model with { Links = Model.Links.SetItem(next.LinkId, next), HeldLinks = Model.HeldLinks.Remove(next.LinkId) };
        if (known is null)
        {
            _changed = true;
            _trailing.Add(ProjectEvents.Link("link.created", next));
            Delta = Delta with { AddedLinks = Delta.AddedLinks.Add(next.LinkId) };
        }
        else
        {
            CompareLinks(known, next);
        }
    }

    /// <summary>Lets a link live on under another id, which is not news by itself.</summary>
    public void ReplaceLink(LinkSnapshot known, LinkSnapshot heard)
    {
        _changed = true;
        var next = LinkLogic.Merge(known, heard, now);
        Model = Model with
        {
            Links = Model.Links.Remove(known.LinkId).SetItem(next.LinkId, next),
            HeldLinks = Model.HeldLinks.Remove(next.LinkId),
        };
        Delta = Delta with { ChangedLinks = Delta.ChangedLinks.Add(next.LinkId) };
        if (known.Suspended != next.Suspended || known.FiltersJson != next.FiltersJson || known.Capturing != next.Capturing)
        {
            _trailing.Add(ProjectEvents.Link("link.updated", next));
        }
    }

    /// <summary>Lets links end at the new ids of nodes that have one.</summary>
    public void RenameLinkEnds(ImmutableDictionary<Guid, Guid> presentIds)
    {
        foreach (var link in Model.Links.Values.Where(link => link.Endpoints.Any(end => presentIds.ContainsKey(end.NodeId))))
        {
            _changed = true;
            var ends = link.Endpoints.Select(end => end with { NodeId = presentIds.GetValueOrDefault(end.NodeId, end.NodeId) });
            Model = Model with { Links = Model.Links.SetItem(link.LinkId, link with { Endpoints = [.. ends] }) };
            Delta = Delta with { ChangedLinks = Delta.ChangedLinks.Add(link.LinkId) };
        }
    }

    public void RemoveLink(Guid id)
    {
        var link = Model.Links[id];
        _changed = true;
        _trailing.Add(ProjectEvents.Link("link.deleted", link));
        Model = Model with { Links = Model.Links.Remove(id) };
        Delta = Delta with { RemovedLinks = Delta.RemovedLinks.Add(id) };
    }

    public void SetDrawing(DrawingSnapshot heard)
    {
        var known = Model.Drawings.GetValueOrDefault(heard.DrawingId);
        var next = heard with { Svg = heard.Svg ?? known?.Svg };
        _changed |= known != next;
        Model = Model with { Drawings = Model.Drawings.SetItem(next.DrawingId, next) };
    }

    public void RemoveDrawing(Guid id)
    {
        _changed |= Model.Drawings.ContainsKey(id);
        Model = Model with { Drawings = Model.Drawings.Remove(id) };
    }

    /// <summary>Closes the collection: one topology.changed when the shape changed, counts and instants brought up to date.</summary>
    public ProjectDecision Build(string action)
    {
        if (Model.Project is { } project)
        {
            Delta = Delta with { ChangedLinks = [.. Delta.ChangedLinks.Distinct().Where(Model.Links.ContainsKey)] };
            if (!Delta.IsEmpty)
            {
                _trailing.Add(ProjectEvents.TopologyChanged(projectId, action, Model, Delta));
            }

            Model = Model with
            {
                Project = project with
                {
                    NodeCount = Model.Nodes.Count,
                    LinkCount = Model.Links.Count,
                    ObservedAt = now,
                    ChangedAt = _changed ? now : project.ChangedAt,
                },
            };
        }

        return new ProjectDecision(Model, _leading.ToImmutable(), _steps.ToImmutable(), _trailing.ToImmutable(), Need, _changed);
    }

    private void CompareLinks(LinkSnapshot known, LinkSnapshot next)
    {
        if (LinkLogic.Same(known, next))
        {
            return;
        }

        _changed = true;
        _trailing.Add(ProjectEvents.Link("link.updated", next));
        if (LinkLogic.ChangesTopology(known, next) && !Delta.ChangedLinks.Contains(next.LinkId))
        {
            Delta = Delta with { ChangedLinks = Delta.ChangedLinks.Add(next.LinkId) };
        }
    }
}
