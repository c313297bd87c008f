using FsCheck.Xunit;
using Nms.Nodes;
using Nms.Projects;
using Nms.Topology;
using static Nms.Grains.Tests.Projects.Given;

namespace Nms.Grains.Tests.Projects;

/// <summary>Whatever the order and however often it is told, a final read leaves the model as GNS3 is.</summary>
public sealed class ConvergenceProperties
{
    [Property(MaxTest = 100)]
    public void Any_order_with_repeats_and_a_final_read_converges(byte[] script, byte[] order)
    {
        var (said, final) = Run(script);
        var project = new SimulatedProject(ProjectId);
        project.Observe(new ProjectObserved(Project(), IsCreation: true));

        foreach (var index in order.Where(_ => said.Count > 0))
        {
            project.Observe(said[index % said.Count]);
        }

        project.Reconcile(final);

        AssertShows(final, project.Model);
    }

    [Property(MaxTest = 100)]
    public void A_read_at_any_instant_of_an_orderly_run_changes_nothing_in_the_end(byte[] script, byte at)
    {
        var (said, final) = Run(script);
        var project = new SimulatedProject(ProjectId);
        project.Observe(new ProjectObserved(Project(), IsCreation: true));
        var readAt = said.Count == 0 ? 0 : at % said.Count;
        var mark = 0L;
        for (var i = 0; i < said.Count; i++)
        {
            mark = i == readAt ? project.BeginRead() : mark;
            project.Observe(said[i]);
        }

        // The read that began in the middle comes late and shows the end.
        project.Reconcile(final, mark);
        project.Reconcile(final);

        AssertShows(final, project.Model);
    }

    [Property(MaxTest = 100)]
    public void Telling_everything_twice_gives_the_events_of_telling_it_once(byte[] script)
    {
        var (said, final) = Run(script);
        var once = new SimulatedProject(ProjectId);
        var twice = new SimulatedProject(ProjectId);
        once.Observe(new ProjectObserved(Project(), IsCreation: true));
        twice.Observe(new ProjectObserved(Project(), IsCreation: true));

        foreach (var observation in said)
        {
            once.Observe(observation);
            twice.Observe(observation, observation);
        }

        once.Reconcile(final);
        twice.Reconcile(final);
        twice.Reconcile(final);

        Assert.Equal(once.TakeEvents(), twice.TakeEvents());
    }

    private static void AssertShows(ProjectFacts expected, ProjectModel actual)
    {
        Assert.Equal(
            expected.Nodes.Select(node => (node.Facts.Key.NodeId, node.Facts.Name, node.Facts.Status, node.Facts.X)).Order(),
            actual.Nodes.Values.Select(node => (node.Key.NodeId, node.Name, node.Status, node.X)).Order());
        Assert.Equal(
            expected.Links.Select(link => (link.LinkId, link.Suspended)).Order(),
            actual.Links.Values.Select(link => (link.LinkId, link.Suspended)).Order());
        Assert.Equal(expected.Project.Status, actual.Project!.Status);
        Assert.Empty(actual.HeldNodes);
        Assert.Empty(actual.HeldLinks);
    }

    /// <summary>Reads each byte as one thing that happens on a GNS3 server; returns what it says and how it ends.</summary>
    private static (List<ProjectObservation> Said, ProjectFacts Final) Run(byte[] script)
    {
        var nodes = new Dictionary<int, NodeSnapshot>();
        var links = new Dictionary<int, LinkSnapshot>();
        var said = new List<ProjectObservation>();
        var next = 1;
        foreach (var step in script)
        {
            var id = nodes.Count == 0 ? 0 : nodes.Keys.ElementAt(step / 8 % nodes.Count);
            switch (step % 8)
            {
                case 0 or 1 when nodes.Count < 6:
                    var created = Node(next, $"PC{step / 8 % 3}-{next}");
                    nodes.Add(next++, created);
                    said.Add(Created(created));
                    break;
                case 2 or 3 when id != 0:
                    nodes[id] = nodes[id] with { Status = nodes[id].Status == NodeStatus.Started ? NodeStatus.Stopped : NodeStatus.Started };
                    said.Add(Updated(nodes[id]));
                    break;
                case 4 when id != 0:
                    nodes[id] = nodes[id] with { X = nodes[id].X + 1 };
                    said.Add(Updated(nodes[id]));
                    break;
                case 5 when id != 0:
                    foreach (var (linkId, link) in links.Where(entry => LinkLogic.Touches(entry.Value, Id(id))).ToList())
                    {
                        links.Remove(linkId);
                        said.Add(new LinkRemoved(link.LinkId));
                    }

                    nodes.Remove(id);
                    said.Add(new NodeRemoved(Id(id)));
                    said.Add(new NodeRemoved(Id(id)));
                    break;
                case 6 when nodes.Count >= 2:
                    var peer = nodes.Keys.First(key => key != id);
                    var made = Link(next, id, peer, next, next);
                    links.Add(next++, made);
                    said.Add(new LinkObserved(made));
                    break;
                case 7 when links.Count > 0:
                    var changedId = links.Keys.ElementAt(step / 8 % links.Count);
                    links[changedId] = links[changedId] with { Suspended = !links[changedId].Suspended };
                    said.Add(new LinkObserved(links[changedId]));
                    break;
            }
        }

        return (said, Facts(Project(), [.. nodes.Values], [.. links.Values]));
    }
}
