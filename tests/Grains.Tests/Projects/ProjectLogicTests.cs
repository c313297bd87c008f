using Nms.Nodes;
using Nms.Projects;
using static Nms.Grains.Tests.Projects.Given;

namespace Nms.Grains.Tests.Projects;

/// <summary>What notifications make of a project.</summary>
public sealed class ProjectLogicTests
{
    [Fact]
    public void A_new_node_is_created_once()
    {
        var project = Open([]);

        project.Observe(Created(Node(1, "PC1")), Created(Node(1, "PC1")), Updated(Node(1, "PC1")));

        Assert.Equal(["node.created", "topology.changed"], project.TakeEvents());
    }

    [Fact]
    public void A_deletion_that_is_told_twice_is_one_event()
    {
        var project = Open([Node(1, "PC1")]);

        project.Observe(new NodeRemoved(Id(1)), new NodeRemoved(Id(1)));

        Assert.Equal(["node.deleted", "topology.changed"], project.TakeEvents());
    }

    [Fact]
    public void The_deletion_of_an_unknown_id_is_no_news()
    {
        var project = Open([]);

        var need = project.Observe(new NodeRemoved(Id(9)), new LinkRemoved(Id(1009)), new DrawingRemoved(Id(2009)));

        Assert.Equal(ReadNeed.None, need);
        Assert.Empty(project.TakeEvents());
    }

    [Fact]
    public void A_deleted_node_takes_its_links_with_it_and_their_late_deletion_is_no_news()
    {
        var project = Open([Node(1, "PC1"), Node(2, "PC2")], Link(1, 1, 2));

        project.Observe(new NodeRemoved(Id(1)));
        project.Observe(new LinkRemoved(Id(1001)));

        Assert.Equal(["node.deleted", "link.deleted", "topology.changed"], project.TakeEvents());
    }

    [Fact]
    public void A_late_repeat_of_a_deleted_node_waits_for_a_read()
    {
        var project = Open([Node(1, "PC1")]);
        project.Observe(new NodeRemoved(Id(1)));
        project.TakeEvents();

        var need = project.Observe(Updated(Node(1, "PC1", NodeStatus.Started)), Created(Node(1, "PC1")));

        Assert.Equal(ReadNeed.Soon, need);
        Assert.Empty(project.TakeEvents());
    }

    [Fact]
    public void A_batch_of_changes_has_one_topology_changed()
    {
        var project = Open([]);

        project.Observe(Created(Node(1, "PC1")), Created(Node(2, "PC2")), new LinkObserved(Link(1, 1, 2)));

        Assert.Equal(["node.created", "node.created", "link.created", "topology.changed"], project.TakeEvents());
    }

    [Fact]
    public void A_link_whose_filters_change_is_updated_and_changes_the_topology()
    {
        var project = Open([Node(1, "PC1"), Node(2, "PC2")], Link(1, 1, 2));

        project.Observe(new LinkObserved(Link(1, 1, 2) with { FiltersJson = """{"delay":[50,10]}""" }));

        Assert.Equal(["link.updated", "topology.changed"], project.TakeEvents());
    }

    [Fact]
    public void A_capture_updates_the_link_and_not_the_topology()
    {
        var project = Open([Node(1, "PC1"), Node(2, "PC2")], Link(1, 1, 2));

        project.Observe(new LinkObserved(Link(1, 1, 2) with { Capturing = true }));

        Assert.Equal(["link.updated"], project.TakeEvents());
    }

    [Fact]
    public void Filters_written_with_other_spaces_are_the_same_filters()
    {
        var project = Open([Node(1, "PC1"), Node(2, "PC2")], Link(1, 1, 2) with { FiltersJson = """{"delay":[50,10]}""" });

        project.Observe(new LinkObserved(Link(1, 1, 2) with { FiltersJson = """{ "delay": [50, 10] }""" }));

        Assert.Empty(project.TakeEvents());
    }

    [Fact]
    public void A_closed_project_that_is_said_to_open_waits_for_a_read()
    {
        var project = Open([Node(1, "PC1")]);
        project.Observe(new ProjectObserved(Project(ProjectStatus.Closed)));
        project.TakeEvents();

        var need = project.Observe(new ProjectObserved(Project()));

        Assert.Equal(ReadNeed.Soon, need);
        Assert.Equal(ProjectStatus.Closed, project.Model.Project!.Status);
        Assert.Empty(project.TakeEvents());
    }

    [Fact]
    public void A_closed_project_that_flickers_while_it_is_deleted_is_only_deleted()
    {
        var project = Open([Node(1, "PC1")]);
        project.Observe(new ProjectObserved(Project(ProjectStatus.Closed)));
        project.TakeEvents();

        project.Observe(
            Created(Node(1, "PC1")),
            new ProjectObserved(Project()),
            Updated(Node(1, "PC1")),
            new ProjectObserved(Project(ProjectStatus.Closed)),
            new ProjectRemoved());

        Assert.Equal(["project.deleted"], project.TakeEvents());
        Assert.Null(project.Model.Project);
        Assert.Empty(project.Model.Nodes);
    }

    [Fact]
    public void A_deleted_project_is_not_revived_by_a_late_repeat()
    {
        var project = Open([Node(1, "PC1")]);
        project.Observe(new ProjectRemoved());
        project.TakeEvents();

        project.Observe(new ProjectObserved(Project(ProjectStatus.Closed)), new ProjectRemoved(), new ProjectObserved(Project(), IsCreation: true));

        Assert.Empty(project.TakeEvents());
        Assert.Null(project.Model.Project);
    }

    [Fact]
    public void A_project_that_was_never_created_before_us_waits_for_a_read()
    {
        var project = new SimulatedProject(ProjectId);

        var need = project.Observe(new ProjectObserved(Project()), Created(Node(1, "PC1")));

        Assert.Equal(ReadNeed.Soon, need);
        Assert.Empty(project.TakeEvents());
    }

    [Fact]
    public void A_restore_that_is_told_twice_is_one_event_and_asks_for_a_read_at_once()
    {
        var project = Open([Node(1, "PC1")]);

        var need = project.Observe(new SnapshotRestored(Id(5), "before"), new SnapshotRestored(Id(5), "before"));

        Assert.Equal(ReadNeed.Now, need);
        Assert.Equal(["snapshot.restored"], project.TakeEvents());
    }

    [Fact]
    public void The_same_snapshot_restored_again_is_another_event()
    {
        var project = Open([Node(1, "PC1")]);

        project.Observe(new SnapshotRestored(Id(5), "before"), Created(Node(1, "PC1")), new SnapshotRestored(Id(5), "before"));

        Assert.Equal(["snapshot.restored", "snapshot.restored"], project.TakeEvents());
    }

    [Fact]
    public void A_node_under_a_new_id_is_held_while_the_old_one_is_shown()
    {
        var project = Open([Node(1, "PC1"), Node(2, "PC2")], Link(1, 1, 2));

        var need = project.Observe(Created(Node(11, "PC1")), Created(Node(12, "PC2")), new LinkObserved(Link(2, 11, 12)));

        Assert.Equal(ReadNeed.Soon, need);
        Assert.Empty(project.TakeEvents());
        Assert.Equal([Id(1), Id(2)], project.Model.Nodes.Keys.Order());
        Assert.Equal([Id(1001)], project.Model.Links.Keys);
    }

    [Fact]
    public void Forgetting_old_deletions_keeps_what_lives()
    {
        var project = Open([Node(1, "PC1")]);
        for (var i = 0; i < 10_000; i++)
        {
            project.Observe(new NodeRemoved(Id(100 + i)));
        }

        Assert.InRange(project.Model.Touched.Count, 4_096, 8_200);
        Assert.Contains(Id(1), project.Model.Touched.Keys);
        Assert.Contains(ProjectId, project.Model.Touched.Keys);
    }
}
