using System.Collections.Immutable;
using Nms.Nodes;

namespace Nms.Projects;

/// <summary>Compares a full read of a project with the model; what differs is what happened unheard.</summary>
internal static class ReconcileLogic
{
    /// <summary>Takes a read that began at <paramref name="mark"/>. What was said after the mark is newer and stays.</summary>
    public static ProjectDecision Reconcile(ProjectModel model, ProjectFacts facts, long mark, DateTimeOffset now)
    {
        var projectId = facts.Project.ProjectId;
        var change = new ProjectChange(model, projectId, now);
        if (!TakeProject(change, facts.Project, mark))
        {
            change.Ask(ReadNeed.Soon);
            return change.Build(action: "");
        }

        var restored = TakeNodes(change, facts, mark);
        TakeLinks(change, facts, mark);
        TakeDrawings(change, facts, mark);
        DropOldHeld(change, mark);
        change.Touch(projectId, mark);
        change.Model = change.Model with { Project = change.Model.Project! with { ReconciledAt = now } };
        return change.Build(model.LastRestored is not null && !restored.IsEmpty ? "snapshot_restored" : "topology_refresh");
    }

    /// <summary>Takes one node as a read showed it that began at <paramref name="mark"/>.</summary>
    public static ProjectDecision TakeNodeRead(ProjectModel model, NodeObservation node, long mark, DateTimeOffset now)
    {
        var id = node.Facts.Key.NodeId;
        var change = new ProjectChange(model, node.Facts.Key.ProjectId, now);
        if (!model.TouchedAfter(id, mark))
        {
            change.ObserveNode(id, node);
            change.Touch(id, mark);
        }

        return change.Build("topology_update");
    }

    /// <summary>Returns false when the read is older than what is known of the project itself.</summary>
    private static bool TakeProject(ProjectChange change, ProjectSnapshot read, long mark)
    {
        var spokenOf = change.Model.TouchedAfter(read.ProjectId, mark);
        if (change.Model.Project is not { } known)
        {
            if (!spokenOf)
            {
                change.SetProject(read with { ChangedAt = change.Now, ObservedAt = change.Now }, "project.created");
            }

            return !spokenOf;
        }

        if (spokenOf && read.Status != known.Status && !(read.Status == ProjectStatus.Opened && change.Model.OpenHeard))
        {
            return false;
        }

        var next = ProjectLogic.Merge(known, spokenOf ? known with { Status = read.Status } : read, change.Now);
        var opens = known.Status == ProjectStatus.Closed && next.Status == ProjectStatus.Opened;
        var closes = known.Status == ProjectStatus.Opened && next.Status == ProjectStatus.Closed;
        change.Model = change.Model with { OpenHeard = false };
        change.SetProject(next, opens ? "project.opened" : closes ? "project.closed" : null);
        return true;
    }

    /// <summary>Returns old id → new id of the nodes that live on under a new id.</summary>
    private static ImmutableDictionary<Guid, Guid> TakeNodes(ProjectChange change, ProjectFacts facts, long mark)
    {
        var model = change.Model;
        var news = News(facts.Nodes, node => node.Facts.Key.NodeId, model.HeldNodes, model, mark);
        var listed = facts.Nodes.Select(node => node.Facts.Key.NodeId).ToHashSet();
        var gone = model.Nodes.Values
            .Where(node => facts.IsComplete && !listed.Contains(node.Key.NodeId) && !model.TouchedAfter(node.Key.NodeId, mark))
            .OrderBy(node => node.Name, StringComparer.Ordinal)
            .ToImmutableArray();
        var appeared = news.Values.Where(node => !model.Nodes.ContainsKey(node.Facts.Key.NodeId)).Select(node => node.Facts).ToImmutableArray();
        var restored = SnapshotMatching.Match(gone, appeared, [.. model.Links.Values], facts.Links);

        foreach (var node in gone)
        {
            var id = node.Key.NodeId;
            change.Touch(id, mark);
            if (restored.TryGetValue(id, out var newId))
            {
                change.ContinueNode(node, newId, news[newId]);
                change.Touch(newId, mark);
                news.Remove(newId);
            }
            else
            {
                change.RemoveNode(id, mark);
            }
        }

        change.RenameLinkEnds(restored);
        foreach (var (id, node) in news.OrderBy(entry => entry.Value.Facts.Name, StringComparer.Ordinal))
        {
            change.ObserveNode(id, StoppedWhenClosed(model, id, node));
            change.Touch(id, mark);
        }

        return restored;
    }

    private static void TakeLinks(ProjectChange change, ProjectFacts facts, long mark)
    {
        var model = change.Model;
        var news = News(facts.Links, link => link.LinkId, model.HeldLinks, model, mark);
        var listed = facts.Links.Select(link => link.LinkId).ToHashSet();
        var gone = model.Links.Values
            .Where(link => facts.IsComplete && !listed.Contains(link.LinkId) && !model.TouchedAfter(link.LinkId, mark))
            .OrderBy(link => link.LinkId)
            .ToList();
        foreach (var (id, link) in news.OrderBy(entry => entry.Key))
        {
            if (model.Links.ContainsKey(id))
            {
                change.ObserveLink(link);
            }
            else if (gone.Find(old => LinkLogic.SameEnds(old, link)) is { } previous)
            {
                gone.Remove(previous);
                change.Touch(previous.LinkId, mark);
                change.ReplaceLink(previous, link);
            }
            else if (link.Endpoints.Length >= 2 && link.Endpoints.All(end => model.Nodes.ContainsKey(end.NodeId)))
            {
                change.ObserveLink(link);
            }

            change.Touch(id, mark);
        }

        foreach (var link in gone)
        {
            change.Touch(link.LinkId, mark);
            change.RemoveLink(link.LinkId);
        }
    }

    private static void TakeDrawings(ProjectChange change, ProjectFacts facts, long mark)
    {
        var model = change.Model;
        var listed = facts.Drawings.Select(drawing => drawing.DrawingId).ToHashSet();
        foreach (var drawing in facts.Drawings.Where(drawing => !model.TouchedAfter(drawing.DrawingId, mark)))
        {
            change.Touch(drawing.DrawingId, mark);
            change.SetDrawing(drawing);
        }

        foreach (var id in model.Drawings.Keys.Where(id => facts.IsComplete && !listed.Contains(id) && !model.TouchedAfter(id, mark)))
        {
            change.Touch(id, mark);
            change.RemoveDrawing(id);
        }
    }

    /// <summary>
    /// What to take of a read: of an id spoken of after the mark what is held of it, or nothing when it was taken already;
    /// of any other id what the read says.
    /// </summary>
    private static Dictionary<Guid, T> News<T>(
        ImmutableArray<T> read, Func<T, Guid> idOf, ImmutableDictionary<Guid, Held<T>> held, ProjectModel model, long mark)
    {
        var news = new Dictionary<Guid, T>();
        foreach (var item in read)
        {
            var id = idOf(item);
            if (!model.TouchedAfter(id, mark))
            {
                news[id] = item;
            }
            else if (model.Project!.Status == ProjectStatus.Opened && held.TryGetValue(id, out var newer))
            {
                news[id] = newer.Observation;
            }
        }

        return news;
    }

    /// <summary>A closed project lists its nodes without status, and runs none.</summary>
    private static NodeObservation StoppedWhenClosed(ProjectModel model, Guid id, NodeObservation node) =>
        model.Project!.Status == ProjectStatus.Closed
        && model.Nodes.TryGetValue(id, out var known)
        && known.Status is NodeStatus.Started or NodeStatus.Suspended
            ? node with { HasStatus = true, Facts = node.Facts with { Status = NodeStatus.Stopped } }
            : node;

    private static void DropOldHeld(ProjectChange change, long mark) =>
        change.Model = change.Model with
        {
            HeldNodes = change.Model.HeldNodes.RemoveRange(change.Model.HeldNodes.Where(entry => entry.Value.At <= mark).Select(entry => entry.Key)),
            HeldLinks = change.Model.HeldLinks.RemoveRange(change.Model.HeldLinks.Where(entry => entry.Value.At <= mark).Select(entry => entry.Key)),
        };
}
