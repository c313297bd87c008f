using Nms.Gns3;
using Nms.Grains.Tests.Gns3;
using Nms.Nodes;
using Nms.Projects;
using Nms.Testing;
using Nms.Topology;
using static Nms.Grains.Tests.Projects.Given;

namespace Nms.Grains.Tests.Projects;

/// <summary>Project and node grains on silos, without a GNS3 server.</summary>
public sealed class ProjectGrainTests
{
    private static readonly Dictionary<string, string?> s_noServer = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_recorded_run_puts_exactly_these_events_into_the_log()
    {
        await using var cluster = await NmsTestCluster.StartAsync(s_noServer, silos: 2);
        var project = cluster.Grains.Project(Recording.ProjectId);

        await ReplayAsync(project);

        Assert.Equal(RecordedProjectTests.Expected, cluster.Log.Events.Select(e => RecordedProjectTests.Describe(e.Type, e.DataJson)));
        Assert.Equal(cluster.Log.Events.Length, cluster.Log.Events.Select(e => e.EventId).Distinct().Count());
        await Assert.ThrowsAsync<NotFoundException>(() => project.GetAsync(Cancelled).AsTask());
    }

    [Fact]
    public async Task A_restart_finds_everything_and_tells_nothing_twice()
    {
        await using var first = await NmsTestCluster.StartAsync(s_noServer);
        var facts = Facts(Project(), [Node(1, "PC1", NodeStatus.Started), Node(2, "PC2")], Link(1, 1, 2));
        await ReconcileAsync(first, facts);
        var before = await first.Grains.Project(ProjectId).GetTopologyAsync(cancellationToken: Cancelled);
        var told = first.EventTypes;
        await first.DisposeAsync();

        await using var second = await NmsTestCluster.StartAsync(s_noServer, before: first);
        var after = await second.Grains.Project(ProjectId).GetTopologyAsync(before!.Version, Cancelled);
        await ReconcileAsync(second, facts);

        Assert.NotNull(after);
        Assert.Equal(before.Nodes.Select(node => (node.Key, node.Name, node.Status)), after.Nodes.Select(node => (node.Key, node.Name, node.Status)));
        Assert.Equal(before.Links.Select(link => link.LinkId), after.Links.Select(link => link.LinkId));
        Assert.Equal(told, second.EventTypes);
    }

    [Fact]
    public async Task A_version_names_a_content()
    {
        await using var cluster = await NmsTestCluster.StartAsync(s_noServer);
        var project = cluster.Grains.Project(ProjectId);
        var facts = Facts(Project(), [Node(1, "PC1")]);
        var first = await ReconcileAsync(cluster, facts);

        var same = await ReconcileAsync(cluster, facts);
        var unchanged = await project.GetTopologyAsync(first.Version, Cancelled);
        await project.ObserveAsync([Updated(Node(1, "PC1", NodeStatus.Started))], Cancelled);
        var changed = await project.GetTopologyAsync(first.Version, Cancelled);

        Assert.Equal(first.Version, same.Version);
        Assert.Null(unchanged);
        Assert.NotNull(changed);
        Assert.NotEqual(first.Version, changed.Version);
        Assert.Equal(NodeStatus.Started, changed.Nodes[0].Status);
    }

    [Fact]
    public async Task A_read_mark_of_an_earlier_activation_is_older_than_what_the_next_one_hears()
    {
        await using var first = await NmsTestCluster.StartAsync(s_noServer);
        await ReconcileAsync(first, Facts(Project(), [Node(1, "PC1")]));
        var mark = await first.Grains.Project(ProjectId).BeginReadAsync(Cancelled);
        await first.DisposeAsync();

        await using var second = await NmsTestCluster.StartAsync(s_noServer, before: first);
        var project = second.Grains.Project(ProjectId);
        await project.ObserveAsync([Updated(Node(1, "PC1", NodeStatus.Started))], Cancelled);
        await project.ReconcileAsync(Facts(Project(), [Node(1, "PC1")]), mark, Cancelled);

        Assert.Equal(NodeStatus.Started, (await second.Grains.Node(Node(1, "PC1").Key).GetAsync(Cancelled)).Status);
    }

    [Fact]
    public async Task A_restored_node_answers_under_its_new_id_only()
    {
        await using var cluster = await NmsTestCluster.StartAsync(s_noServer, silos: 2);
        await ReconcileAsync(cluster, Facts(Project(), [Node(1, "PC1")]));
        await ReconcileAsync(cluster, Facts(Project(), [Node(11, "PC1")]));

        var node = await cluster.Grains.Node(Node(11, "PC1").Key).GetAsync(Cancelled);

        Assert.Equal([Id(1)], node.PreviousIds);
        var failure = await Assert.ThrowsAsync<NotFoundException>(() => cluster.Grains.Node(Node(1, "PC1").Key).GetAsync(Cancelled).AsTask());
        Assert.Equal("node_not_found", failure.Code);
        Assert.Equal(["project.created", "node.created", "topology.changed", "node.id_changed"], cluster.EventTypes);
    }

    [Fact]
    public async Task An_unknown_project_is_not_found()
    {
        await using var cluster = await NmsTestCluster.StartAsync(s_noServer, silos: 2);

        var failure = await Assert.ThrowsAsync<NotFoundException>(() => cluster.Grains.Project(Id(77)).GetAsync(Cancelled).AsTask());

        Assert.Equal("project_not_found", failure.Code);
    }

    internal static async Task<ProjectTopology> ReconcileAsync(NmsTestCluster cluster, ProjectFacts facts)
    {
        var project = cluster.Grains.Project(facts.Project.ProjectId);
        var mark = await project.BeginReadAsync(Cancelled);
        return await project.ReconcileAsync(facts, mark, Cancelled);
    }

    /// <summary>Hands the recorded notifications on one by one, and makes the reads that the grain asks for when they are due.</summary>
    private static async Task ReplayAsync(IProjectGrain project)
    {
        var server = new RecordedServer();
        double? readAt = null;
        foreach (var (time, onProject, notification) in Recording.Load().Notifications)
        {
            if (readAt <= time)
            {
                await ReadAsync(project, server);
                readAt = null;
            }

            server.Take(notification);
            if (Gns3Translator.Translate(Recording.Server, onProject ? Recording.ProjectId : null, notification) is ProjectNews news)
            {
                switch (await project.ObserveAsync([news.Observation], Cancelled))
                {
                    case ReadNeed.Now:
                        await ReadAsync(project, server);
                        readAt = null;
                        break;
                    case ReadNeed.Soon:
                        readAt ??= time + 0.25;
                        break;
                }
            }
        }
    }

    private static async Task ReadAsync(IProjectGrain project, RecordedServer server)
    {
        var mark = await project.BeginReadAsync(Cancelled);
        if (server.Project is null)
        {
            await project.ObserveAsync([new ProjectRemoved()], Cancelled);
        }
        else
        {
            await project.ReconcileAsync(server.Facts(), mark, Cancelled);
        }
    }
}
