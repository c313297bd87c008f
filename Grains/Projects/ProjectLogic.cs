using System.Collections.Immutable;
using Nms.Nodes;
using Nms.Topology;

namespace Nms.Projects;

/// <summary>Every rule about what a notification makes of a project, as pure functions.</summary>
internal static class ProjectLogic
{
    /// <summary>Gone ids kept to recognise a late repeat. The oldest are forgotten beyond it.</summary>
    private const int MaximumGoneIds = 4_096;

    /// <summary>What may be held for a read. Beyond it only the wish for the read is kept.</summary>
    private const int MaximumHeld = 10_000;

    /// <summary>
    /// Takes notifications in their order, the first of which has the count <paramref name="first"/>. Each decision is
    /// to be carried out before the next, so that what happened to the project is told before what follows from it.
    /// </summary>
    public static ImmutableArray<ProjectDecision> Observe(
        ProjectModel model, Guid projectId, ImmutableArray<ProjectObservation> observations, long first, DateTimeOffset now)
    {
        var decisions = ImmutableArray.CreateBuilder<ProjectDecision>();
        var change = new ProjectChange(model, projectId, now);
        var at = first;
        foreach (var observation in observations)
        {
            if (observation is ProjectObserved or ProjectRemoved or SnapshotRestored && !change.IsIdle)
            {
                var before = change.Build("topology_update");
                decisions.Add(before);
                change = new ProjectChange(before.Next, projectId, now);
            }

            Take(change, projectId, observation, at++);
        }

        decisions.Add(change.Build("topology_update"));
        return decisions.DrainToImmutable();
    }

    /// <summary>
    /// Mends what an activation left that ended between telling the nodes and recording it: nodes that no longer know of
    /// themselves were deleted, and nodes without a project went with it.
    /// </summary>
    public static ProjectDecision Recover(ProjectModel model, Guid projectId, ImmutableArray<Guid> keptIds, DateTimeOffset now)
    {
        var change = new ProjectChange(model, projectId, now);
        if (model.Project is null)
        {
            change.RemoveProject(projectId, 0);
        }
        else
        {
            foreach (var id in keptIds.Where(id => !model.Nodes.ContainsKey(id)))
            {
                change.LoseNode(id, 0);
            }
        }

        return change.Build("topology_update");
    }

    /// <summary>Takes the news whether the project's server is heard.</summary>
    public static ProjectDecision SetLive(ProjectModel model, bool live, DateTimeOffset now)
    {
        var change = new ProjectChange(model, model.Project!.ProjectId, now);
        change.SetProject(model.Project with { Live = live }, null);
        return change.Build("topology_update");
    }

    /// <summary>Forgets the oldest gone ids when there are too many.</summary>
    public static ProjectModel PruneGone(ProjectModel model)
    {
        var living = model.Nodes.Count + model.Links.Count + model.Drawings.Count;
        if (model.Touched.Count <= living + (2 * MaximumGoneIds))
        {
            return model;
        }

        var gone = model.Touched
            .Where(entry => !model.Nodes.ContainsKey(entry.Key) && !model.Links.ContainsKey(entry.Key)
                && !model.Drawings.ContainsKey(entry.Key) && entry.Key != model.Project?.ProjectId)
            .OrderByDescending(entry => entry.Value)
            .Skip(MaximumGoneIds)
            .Select(entry => entry.Key);
        return model with { Touched = model.Touched.RemoveRange(gone) };
    }

    private static void Take(ProjectChange change, Guid projectId, ProjectObservation observation, long at)
    {
        switch (observation)
        {
            case ProjectObserved observed:
                TakeProject(change, projectId, observed, at);
                break;
            case ProjectRemoved:
                TakeProjectRemoved(change, projectId, at);
                break;
            case var _ when change.Model.Project is null:
                break;
            case NodeObserved observed:
                TakeNode(change, observed, at);
                break;
            case NodeRemoved removed:
                TakeNodeRemoved(change, removed.NodeId, at);
                break;
            case LinkObserved observed:
                TakeLink(change, observed.Link, at);
                break;
            case LinkRemoved removed:
                TakeLinkRemoved(change, removed.LinkId, at);
                break;
            case DrawingObserved observed:
                TakeDrawing(change, observed.Drawing, at);
                break;
            case DrawingRemoved removed:
                change.Touch(removed.DrawingId, at);
                change.RemoveDrawing(removed.DrawingId);
                break;
            case SnapshotRestored restored:
                TakeRestored(change, restored);
                break;
        }
    }

    private static void TakeProject(ProjectChange change, Guid projectId, ProjectObserved observed, long at)
    {
        var gone = change.Model.Touched.ContainsKey(projectId);
        change.Touch(projectId, at);
        if (change.Model.Project is not { } known)
        {
            if (observed.IsCreation && !gone)
            {
                change.SetProject(observed.Facts with { ChangedAt = change.Now, ObservedAt = change.Now }, "project.created");
            }

            change.Ask(ReadNeed.Soon);
            return;
        }

        var next = Merge(known, observed.Facts, change.Now);
        switch (observed.Facts.Status)
        {
            case ProjectStatus.Opened when known.Status != ProjectStatus.Opened:
                // Deleting a closed project opens and closes it within milliseconds: a read after a settle decides.
                change.Model = change.Model with { OpenHeard = true };
                change.SetProject(next with { Status = known.Status }, null);
                change.Ask(ReadNeed.Soon);
                break;
            case ProjectStatus.Closed:
                var closes = known.Status == ProjectStatus.Opened;
                change.Model = change.Model with
                {
                    OpenHeard = false,
                    HeldNodes = ProjectModel.Empty.HeldNodes,
                    HeldLinks = ProjectModel.Empty.HeldLinks,
                };
                change.SetProject(next, closes ? "project.closed" : null);
                if (closes)
                {
                    change.Ask(ReadNeed.Soon);
                }

                break;
            default:
                change.SetProject(next, null);
                break;
        }
    }

    private static void TakeProjectRemoved(ProjectChange change, Guid projectId, long at)
    {
        change.Touch(projectId, at);
        if (change.Model.Project is not null || !change.Model.Nodes.IsEmpty)
        {
            change.RemoveProject(projectId, at);
        }
    }

    private static void TakeNode(ProjectChange change, NodeObserved observed, long at)
    {
        var id = observed.Node.Facts.Key.NodeId;
        var known = change.Model.Nodes.ContainsKey(id);
        var gone = !known && change.Model.Touched.ContainsKey(id);
        change.Touch(id, at);
        if (observed.IsCreation)
        {
            change.Model = change.Model with { LastRestored = null };
        }

        if (change.Model.Project!.Status != ProjectStatus.Opened)
        {
            Hold(change, id, observed.Node, at);
        }
        else if (known || (observed.IsCreation && !gone && !HasTwin(change.Model, observed.Node.Facts)))
        {
            change.ObserveNode(id, observed.Node);
        }
        else
        {
            Hold(change, id, observed.Node, at);
            change.Ask(ReadNeed.Soon);
        }
    }

    private static void TakeNodeRemoved(ProjectChange change, Guid id, long at)
    {
        change.Touch(id, at);
        change.Model = change.Model with { HeldNodes = change.Model.HeldNodes.Remove(id) };
        if (change.Model.Nodes.ContainsKey(id))
        {
            change.RemoveNode(id, at);
        }
    }

    private static void TakeLink(ProjectChange change, LinkSnapshot link, long at)
    {
        var model = change.Model;
        var known = model.Links.ContainsKey(link.LinkId);
        var gone = !known && model.Touched.ContainsKey(link.LinkId);
        if (!known && link.Endpoints.Length < 2)
        {
            // GNS3 tells of a link from its second end on.
            return;
        }

        change.Touch(link.LinkId, at);
        if (model.Project!.Status != ProjectStatus.Opened)
        {
            Hold(change, link, at);
        }
        else if (known || (!gone
            && link.Endpoints.All(end => model.Nodes.ContainsKey(end.NodeId))
            && !model.Links.Values.Any(other => LinkLogic.SameEnds(other, link))))
        {
            change.ObserveLink(link);
        }
        else
        {
            Hold(change, link, at);
            change.Ask(ReadNeed.Soon);
        }
    }

    private static void TakeLinkRemoved(ProjectChange change, Guid id, long at)
    {
        change.Touch(id, at);
        change.Model = change.Model with { HeldLinks = change.Model.HeldLinks.Remove(id) };
        if (change.Model.Links.ContainsKey(id))
        {
            change.RemoveLink(id);
        }
    }

    private static void TakeDrawing(ProjectChange change, DrawingSnapshot drawing, long at)
    {
        var gone = !change.Model.Drawings.ContainsKey(drawing.DrawingId) && change.Model.Touched.ContainsKey(drawing.DrawingId);
        if (!gone && change.Model.Project!.Status == ProjectStatus.Opened)
        {
            change.Touch(drawing.DrawingId, at);
            change.SetDrawing(drawing);
        }
    }

    private static void TakeRestored(ProjectChange change, SnapshotRestored restored)
    {
        // A restore creates every node anew, so that without a creation since it is the same restore told again.
        if (change.Model.LastRestored != restored.SnapshotId)
        {
            change.RestoreSnapshot(restored);
        }

        change.Ask(ReadNeed.Now);
    }

    /// <summary>What GNS3 says of a project over what only the hub knows of it.</summary>
    public static ProjectSnapshot Merge(ProjectSnapshot known, ProjectSnapshot heard, DateTimeOffset now) => heard with
    {
        Status = heard.Status == ProjectStatus.Unknown ? known.Status : heard.Status,
        NodeCount = known.NodeCount,
        LinkCount = known.LinkCount,
        ChangedAt = known.ChangedAt,
        ReconciledAt = known.ReconciledAt,
        Live = known.Live,
        ObservedAt = now,
    };

    /// <summary>Names are unique in a project: a second node of a name is the first one under a new id.</summary>
    private static bool HasTwin(ProjectModel model, NodeSnapshot node) =>
        model.Nodes.Values.Any(other => other.Name == node.Name && other.NodeType == node.NodeType);

    private static void Hold(ProjectChange change, Guid id, NodeObservation node, long at)
    {
        if (change.Model.HeldNodes.Count < MaximumHeld)
        {
            change.Model = change.Model with { HeldNodes = change.Model.HeldNodes.SetItem(id, new Held<NodeObservation>(node, at)) };
        }
    }

    private static void Hold(ProjectChange change, LinkSnapshot link, long at)
    {
        if (change.Model.HeldLinks.Count < MaximumHeld)
        {
            change.Model = change.Model with { HeldLinks = change.Model.HeldLinks.SetItem(link.LinkId, new Held<LinkSnapshot>(link, at)) };
        }
    }
}
