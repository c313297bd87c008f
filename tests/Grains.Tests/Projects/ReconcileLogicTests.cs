using System.Text.Json;
using Nms.Nodes;
using Nms.Projects;
using static Nms.Grains.Tests.Projects.Given;

namespace Nms.Grains.Tests.Projects;

/// <summary>What a full read makes of a project.</summary>
public sealed class ReconcileLogicTests
{
    [Fact]
    public void A_project_seen_first_is_created_before_what_is_in_it()
    {
        var project = new SimulatedProject(ProjectId);

        project.Reconcile(Facts(Project(), [Node(1, "PC1", NodeStatus.Started), Node(2, "PC2")], Link(1, 1, 2)));

        Assert.Equal(["project.created", "node.created", "node.created", "link.created", "topology.changed"], project.TakeEvents());
        Assert.Equal(2, project.Model.Project!.NodeCount);
        Assert.Equal(project.Now, project.Model.Project.ReconciledAt);
    }

    [Fact]
    public void The_same_read_twice_is_no_news()
    {
        var project = Open([Node(1, "PC1"), Node(2, "PC2")], Link(1, 1, 2));

        project.Reconcile(Facts(Project(), [Node(1, "PC1"), Node(2, "PC2")], Link(1, 1, 2)));

        Assert.Empty(project.TakeEvents());
    }

    [Fact]
    public void What_happened_unheard_becomes_events()
    {
        var project = Open([Node(1, "PC1"), Node(2, "PC2")], Link(1, 1, 2));

        project.Reconcile(Facts(Project(), [Node(2, "PC2", NodeStatus.Started), Node(3, "PC3")]));

        Assert.Equal(
            ["node.deleted", "node.started", "node.created", "link.deleted", "topology.changed"],
            project.TakeEvents());
    }

    [Fact]
    public void What_was_said_after_the_read_began_wins_over_the_read()
    {
        var project = Open([Node(1, "PC1"), Node(2, "PC2")]);
        var mark = project.BeginRead();
        project.Observe(Updated(Node(1, "PC1", NodeStatus.Started)), new NodeRemoved(Id(2)), Created(Node(3, "PC3")));
        project.TakeEvents();

        project.Reconcile(Facts(Project(), [Node(1, "PC1"), Node(2, "PC2")]), mark);

        Assert.Empty(project.TakeEvents());
        Assert.Equal(NodeStatus.Started, project.Model.Nodes[Id(1)].Status);
        Assert.DoesNotContain(Id(2), project.Model.Nodes.Keys);
        Assert.Contains(Id(3), project.Model.Nodes.Keys);
    }

    [Fact]
    public void An_older_read_loses_against_a_newer_one()
    {
        var project = Open([Node(1, "PC1")]);
        var older = project.BeginRead();
        var newer = project.BeginRead();

        project.Reconcile(Facts(Project(), [Node(1, "PC1", NodeStatus.Started)]), newer);
        project.Reconcile(Facts(Project(), [Node(1, "PC1")]), older);

        Assert.Equal(["node.started"], project.TakeEvents());
    }

    [Fact]
    public void A_read_that_could_not_be_read_whole_deletes_nothing()
    {
        var project = Open([Node(1, "PC1"), Node(2, "PC2")], Link(1, 1, 2));

        project.Reconcile(Facts(Project(), [Node(1, "PC1")]) with { IsComplete = false });

        Assert.Empty(project.TakeEvents());
    }

    [Fact]
    public void An_opening_that_a_read_confirms_is_one_event_and_what_was_said_meanwhile_counts()
    {
        var project = Open([Node(1, "PC1")]);
        project.Observe(new ProjectObserved(Project(ProjectStatus.Closed)));
        project.TakeEvents();
        project.Observe(new ProjectObserved(Project()));
        var mark = project.BeginRead();
        project.Observe(Updated(Node(1, "PC1", NodeStatus.Started)));

        project.Reconcile(Facts(Project(), [Node(1, "PC1")]), mark);
        project.Observe(new ProjectObserved(Project()));

        Assert.Equal(["project.opened", "node.started"], project.TakeEvents());
    }

    [Fact]
    public void An_opening_that_a_read_does_not_confirm_is_no_event()
    {
        var project = Open([Node(1, "PC1")]);
        project.Observe(new ProjectObserved(Project(ProjectStatus.Closed)));
        project.TakeEvents();
        project.Observe(new ProjectObserved(Project()), new ProjectObserved(Project(ProjectStatus.Closed)));

        project.Reconcile(Facts(Project(ProjectStatus.Closed), [Node(1, "PC1", NodeStatus.Unknown)]));

        Assert.Empty(project.TakeEvents());
    }

    [Fact]
    public void A_read_that_shows_it_open_is_older_than_the_closing_that_was_said()
    {
        var project = Open([Node(1, "PC1")]);
        var mark = project.BeginRead();
        project.Observe(new ProjectObserved(Project(ProjectStatus.Closed)));
        project.TakeEvents();

        project.Reconcile(Facts(Project(), [Node(1, "PC1", NodeStatus.Started)]), mark);

        Assert.Empty(project.TakeEvents());
        Assert.Equal(ProjectStatus.Closed, project.Model.Project!.Status);
    }

    [Fact]
    public void A_closed_project_runs_no_node()
    {
        var project = Open([Node(1, "PC1", NodeStatus.Started), Node(2, "PC2")]);

        project.Reconcile(Facts(Project(ProjectStatus.Closed), [Node(1, "PC1", NodeStatus.Unknown), Node(2, "PC2", NodeStatus.Unknown)]));

        Assert.Equal(["project.closed", "node.stopped"], project.TakeEvents());
        Assert.Equal(NodeStatus.Stopped, project.Model.Nodes[Id(2)].Status);
    }

    [Fact]
    public void A_restore_with_new_ids_continues_the_nodes_and_replaces_the_links_silently()
    {
        var project = Open([Node(1, "PC1"), Node(2, "PC2"), Node(3, "Added")], Link(1, 1, 2));
        project.Observe(Created(Node(11, "PC1")), Created(Node(12, "PC2")), Created(Node(14, "Back")), new LinkObserved(Link(2, 11, 12)));
        project.Observe(new SnapshotRestored(Id(5), "before"));

        project.Reconcile(Facts(Project(), [Node(11, "PC1"), Node(12, "PC2"), Node(14, "Back")], Link(2, 11, 12)));

        Assert.Equal(
            [
                "node.created", "topology.changed", "snapshot.restored",
                "node.deleted", "node.id_changed", "node.id_changed", "topology.changed",
            ],
            project.Events.Select(e => e.Type));
        Assert.Equal([Id(1)], project.Model.Nodes[Id(11)].PreviousIds);
        Assert.Equal([Id(1002)], project.Model.Links.Keys);
        var change = JsonDocument.Parse(project.Events.First(e => e.Type == "node.id_changed").DataJson).RootElement;
        Assert.Equal((Id(1), Id(11)), (change.GetProperty("old_id").GetGuid(), change.GetProperty("new_id").GetGuid()));
    }

    [Fact]
    public void A_node_under_a_new_id_is_matched_without_the_word_of_a_restore()
    {
        var project = Open([Node(1, "PC1")]);
        project.Observe(Created(Node(11, "PC1")));

        project.Reconcile(Facts(Project(), [Node(11, "PC1", NodeStatus.Started)]));

        Assert.Equal(["node.id_changed", "node.started"], project.TakeEvents());
    }

    [Fact]
    public void A_link_that_kept_its_id_over_new_node_ids_is_silent()
    {
        var project = Open([Node(1, "PC1"), Node(2, "PC2")], Link(1, 1, 2));

        project.Reconcile(Facts(Project(), [Node(11, "PC1"), Node(12, "PC2")], Link(1, 11, 12)));

        Assert.Equal(["node.id_changed", "node.id_changed", "topology.changed"], project.TakeEvents());
    }

    [Fact]
    public void One_node_that_is_read_creates_no_flap_when_a_notification_came_first()
    {
        var project = Open([Node(1, "PC1")]);
        var mark = project.BeginRead();
        project.Observe(Updated(Node(1, "PC1", NodeStatus.Started)));

        var decision = ReconcileLogic.TakeNodeRead(project.Model, Seen(Node(1, "PC1")), mark, project.Now);

        Assert.Empty(decision.Steps);
        Assert.False(decision.Changed);
    }
}
