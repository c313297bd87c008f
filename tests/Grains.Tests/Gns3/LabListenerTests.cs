using Nms.Gns3;
using Nms.Lab;
using Nms.Nodes;
using Nms.Projects;
using Nms.Testing;
using Nms.Testing.Servers;

namespace Nms.Grains.Tests.Gns3;

/// <summary>The whole way from a GNS3-compatible server to the model and back.</summary>
public sealed class LabListenerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_campus_is_in_the_model_soon_after_the_start()
    {
        await using var lab = await LabServer.StartAsync(LabServerFixture.Options, cancellationToken: Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Follow(lab));

        var project = await OpenProjectAsync(cluster);

        var server = await cluster.Grains.Gns3Server("lab").GetAsync(Cancelled);
        Assert.True(server.Connected);
        Assert.Equal("websocket", server.Transport);
        Assert.Equal("2.2.59", server.Version);
        Assert.NotEmpty(server.Computes);
        Assert.True(project.Live);
        Assert.True(project.NodeCount >= 12);
        Assert.True(project.LinkCount >= 10);
        Assert.Equal("server.connected", cluster.EventTypes[0]);
        Assert.Equal(project.NodeCount, cluster.Log.Events.Count(e => e.Type == "node.created" && e.ProjectId == project.ProjectId));
        Assert.Equal(project.LinkCount, cluster.Log.Events.Count(e => e.Type == "link.created" && e.ProjectId == project.ProjectId));
    }

    [Fact]
    public async Task A_node_that_is_started_and_stopped_by_command_gives_each_event_once()
    {
        await using var lab = await LabServer.StartAsync(LabServerFixture.Options, cancellationToken: Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Follow(lab));
        var project = await OpenProjectAsync(cluster);
        var key = await StoppedNodeAsync(cluster, project.ProjectId);

        var started = await cluster.Grains.NodeCommands(key).StartAsync(Cancelled);
        var again = await cluster.Grains.NodeCommands(key).StartAsync(Cancelled);
        var restarted = await cluster.Grains.NodeCommands(key).RestartAsync(Cancelled);
        var stopped = await cluster.Grains.NodeCommands(key).StopAsync(Cancelled);

        Assert.Equal((NodeStatus.Stopped, NodeStatus.Started), (started.OldStatus, started.Node.Status));
        Assert.Equal((NodeStatus.Started, NodeStatus.Started), (again.OldStatus, again.Node.Status));
        Assert.Equal((NodeStatus.Started, NodeStatus.Started), (restarted.OldStatus, restarted.Node.Status));
        Assert.Equal((NodeStatus.Started, NodeStatus.Stopped), (stopped.OldStatus, stopped.Node.Status));
        await cluster.Grains.Gns3Server("lab").RefreshAsync(Cancelled);
        Assert.Equal(
            ["node.created", "node.stopped", "node.started", "node.stopped", "node.started", "node.stopped"],
            cluster.Log.Events.Where(e => e.NodeId == key.NodeId).Select(e => e.Type));
    }

    [Fact]
    public async Task A_node_that_somebody_else_stops_is_one_event_within_a_second()
    {
        await using var lab = await LabServer.StartAsync(LabServerFixture.Options, cancellationToken: Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Follow(lab));
        var project = await OpenProjectAsync(cluster);
        var key = await StoppedNodeAsync(cluster, project.ProjectId);
        using var other = new Gns3Client(new Gns3ClientOptions { Url = lab.Url }, TimeProvider.System);

        await other.StartNodeAsync(key.ProjectId, key.NodeId, Cancelled);

        await cluster.WaitForEventsAsync(events => events.Any(e => e.NodeId == key.NodeId && e.Type == "node.started"), "the node started", Cancelled);
        Assert.Equal(NodeStatus.Started, (await cluster.Grains.Node(key).GetAsync(Cancelled)).Status);
    }

    private static Dictionary<string, string?> Follow(LabServer lab) => new()
    {
        ["Gns3:Servers:lab:Url"] = lab.Url.ToString(),
        ["Gns3:ReconnectDelay"] = "00:00:00.05",
    };

    private static async Task<ProjectSnapshot> OpenProjectAsync(NmsTestCluster cluster)
    {
        ProjectSnapshot? project = null;
        await Eventually.IsTrueAsync(
            async () =>
            {
                var projects = await cluster.Grains.Projects().ListAsync(Cancelled);
                project = projects.FirstOrDefault(candidate => candidate is { Status: ProjectStatus.Opened, Live: true });
                return project is not null;
            },
            () => "an open project is live",
            Cancelled);
        return project!;
    }

    private static async Task<NodeKey> StoppedNodeAsync(NmsTestCluster cluster, Guid projectId)
    {
        var topology = await cluster.Grains.Project(projectId).GetTopologyAsync(cancellationToken: Cancelled);
        var key = topology!.Nodes.First(node => node.NodeType == "vpcs").Key;
        await cluster.Grains.NodeCommands(key).StopAsync(Cancelled);
        return key;
    }
}
