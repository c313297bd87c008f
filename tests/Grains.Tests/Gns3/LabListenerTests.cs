using Microsoft.Extensions.Time.Testing;
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

    [Fact]
    public async Task What_happens_while_the_stream_is_cut_is_found_after_it()
    {
        await using var lab = await LabServer.StartAsync(LabServerFixture.Options, cancellationToken: Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Follow(lab));
        var project = await OpenProjectAsync(cluster);
        var key = await StoppedNodeAsync(cluster, project.ProjectId);
        lab.Faults.MissingNotifications = 1;
        using var other = new Gns3Client(new Gns3ClientOptions { Url = lab.Url }, TimeProvider.System);
        await other.StartNodeAsync(key.ProjectId, key.NodeId, Cancelled);
        lab.Faults.MissingNotifications = 0;

        lab.State.Notifications.DropAll();

        await cluster.WaitForEventsAsync(events => events.Any(e => e.NodeId == key.NodeId && e.Type == "node.started"), "the start is found", Cancelled);
        Assert.DoesNotContain("server.disconnected", cluster.EventTypes);
    }

    [Fact]
    public async Task Notifications_told_twice_are_events_once()
    {
        await using var lab = await LabServer.StartAsync(LabServerFixture.Options, cancellationToken: Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Follow(lab));
        var project = await OpenProjectAsync(cluster);
        lab.Faults.DuplicateNotifications = 1;
        var key = await StoppedNodeAsync(cluster, project.ProjectId);

        await cluster.Grains.NodeCommands(key).StartAsync(Cancelled);
        await cluster.Grains.NodeCommands(key).StopAsync(Cancelled);
        await cluster.Grains.NodeCommands(key).DeleteAsync(Cancelled);
        await cluster.Grains.Gns3Server("lab").RefreshAsync(Cancelled);

        Assert.Equal(
            ["node.created", "node.stopped", "node.started", "node.stopped", "node.deleted"],
            cluster.Log.Events.Where(e => e.NodeId == key.NodeId).Select(e => e.Type));
    }

    [Fact]
    public async Task A_server_that_goes_and_comes_back_is_told_of_once_each()
    {
        var lab = await LabServer.StartAsync(LabServerFixture.Options, cancellationToken: Cancelled);
        var settings = Follow(lab);
        settings["Gns3:DisconnectGrace"] = "00:00:00.1";
        settings["Gns3:MaxReconnectDelay"] = "00:00:00.2";
        await using var cluster = await NmsTestCluster.StartAsync(settings);
        await OpenProjectAsync(cluster);

        await lab.DisposeAsync();
        await cluster.WaitForEventsAsync(events => events.Any(e => e.Type == "server.disconnected"), "the server is lost", Cancelled);
        var lost = await cluster.Grains.Gns3Server("lab").GetAsync(Cancelled);
        await Eventually.IsTrueAsync(
            async () => (await cluster.Grains.Projects().ListAsync(Cancelled)).All(project => !project.Live), () => "no project is live", Cancelled);
        await using var again = await LabServer.StartAsync(LabServerFixture.Options with { Port = lab.Url.Port }, cancellationToken: Cancelled);

        await cluster.WaitForEventsAsync(events => events.Count(e => e.Type == "server.connected") == 2, "the server is back", Cancelled);
        Assert.False(lost.Connected);
        Assert.NotNull(lost.LastError);
        Assert.Single(cluster.EventTypes, type => type == "server.disconnected");
    }

    [Fact]
    public async Task A_restored_snapshot_continues_the_nodes_under_their_new_ids()
    {
        await using var lab = await LabServer.StartAsync(LabServerFixture.Options, cancellationToken: Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Follow(lab));
        var project = await OpenProjectAsync(cluster);
        var commands = cluster.Grains.ProjectCommands(project.ProjectId);
        await commands.ControlNodesAsync(NodesAction.Stop, Cancelled);
        var snapshot = await commands.CreateSnapshotAsync("before", Cancelled);
        var before = (await cluster.Grains.Project(project.ProjectId).GetTopologyAsync(cancellationToken: Cancelled))!;
        var head = cluster.Log.Events.Length;

        var after = await commands.RestoreSnapshotAsync(snapshot.SnapshotId, Cancelled);

        await cluster.WaitForEventsAsync(events => events.Any(e => e.Type == "snapshot.restored"), "the restore is told", Cancelled);
        Assert.Equal(before.Nodes.Select(node => node.Name), after.Nodes.Select(node => node.Name));
        Assert.Equal(before.Nodes.Select(node => node.Key.NodeId), after.Nodes.Select(node => Assert.Single(node.PreviousIds)));
        Assert.Equal(before.Links.Length, after.Links.Length);
        var told = cluster.Log.Events[head..].Where(e => e.ProjectId == project.ProjectId).Select(e => e.Type).ToList();
        Assert.Equal(before.Nodes.Length, told.Count(type => type == "node.id_changed"));
        Assert.DoesNotContain("node.created", told);
        Assert.DoesNotContain("node.deleted", told);
        Assert.DoesNotContain("link.created", told);
        Assert.DoesNotContain("link.deleted", told);
    }

    [Fact]
    public async Task A_closed_project_that_is_deleted_is_only_deleted()
    {
        await using var lab = await LabServer.StartAsync(LabServerFixture.Options, cancellationToken: Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Follow(lab));
        var project = await OpenProjectAsync(cluster);
        var commands = cluster.Grains.ProjectCommands(project.ProjectId);
        await commands.CloseAsync(Cancelled);
        using var other = new Gns3Client(new Gns3ClientOptions { Url = lab.Url }, TimeProvider.System);
        var head = cluster.Log.Events.Length;

        await other.DeleteProjectAsync(project.ProjectId, Cancelled);

        await cluster.WaitForEventsAsync(events => events.Any(e => e.Type == "project.deleted"), "the deletion is told", Cancelled);
        await cluster.Grains.Gns3Server("lab").RefreshAsync(Cancelled);
        Assert.Equal(["project.deleted"], cluster.Log.Events[head..].Where(e => e.ProjectId == project.ProjectId).Select(e => e.Type));
        Assert.DoesNotContain(await cluster.Grains.Projects().ListAsync(Cancelled), known => known.ProjectId == project.ProjectId);
    }

    [Fact]
    public async Task A_closed_project_refuses_commands_with_the_remedy_and_opens()
    {
        await using var lab = await LabServer.StartAsync(LabServerFixture.Options, cancellationToken: Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Follow(lab));
        var project = await OpenProjectAsync(cluster);
        var key = await StoppedNodeAsync(cluster, project.ProjectId);
        var closed = await cluster.Grains.ProjectCommands(project.ProjectId).CloseAsync(Cancelled);

        var refusal = await Assert.ThrowsAsync<ConflictException>(() => cluster.Grains.NodeCommands(key).StartAsync(Cancelled));
        var opened = await cluster.Grains.ProjectCommands(project.ProjectId).OpenAsync(Cancelled);
        var started = await cluster.Grains.NodeCommands(key).StartAsync(Cancelled);

        Assert.Equal((ProjectStatus.Closed, ProjectStatus.Opened), (closed.Status, opened.Status));
        Assert.Equal("project_closed", refusal.Code);
        Assert.Contains("open it first", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(NodeStatus.Started, started.Node.Status);
        await cluster.Grains.Gns3Server("lab").RefreshAsync(Cancelled);
        Assert.Equal(
            ["project.created", "project.closed", "project.opened"],
            cluster.EventTypes.Zip(cluster.Log.Events).Where(e => e.Second.ProjectId == project.ProjectId && e.First.StartsWith("project.", StringComparison.Ordinal)).Select(e => e.First));
    }

    [Fact]
    public async Task The_end_of_the_hub_leaves_the_lab_running()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        await using var lab = await LabServer.StartAsync(LabServerFixture.Options, time, Cancelled);
        var cluster = await NmsTestCluster.StartAsync(Follow(lab));
        var project = await OpenProjectAsync(cluster);
        Assert.Equal(1, lab.State.Notifications.ProjectListeners($"{project.ProjectId:D}"));

        await cluster.DisposeAsync();
        await Eventually.IsTrueAsync(
            () => Task.FromResult(lab.State.Notifications.ProjectListeners($"{project.ProjectId:D}") == 0), () => "the hub has left", Cancelled);
        time.Advance(TimeSpan.FromSeconds(10));

        using var other = new Gns3Client(new Gns3ClientOptions { Url = lab.Url }, TimeProvider.System);
        var left = await other.GetProjectAsync(project.ProjectId, Cancelled);
        Assert.Equal(("opened", false), (left.Status, left.AutoClose));
        Assert.Contains(await other.ListNodesAsync(project.ProjectId, Cancelled), node => node.Status == "started");
    }

    [Theory]
    [InlineData("Gns3:Servers:lab:WatchOnly", "true")]
    [InlineData("Gns3:KeepProjectsOpen", "false")]
    public async Task A_project_that_may_not_be_changed_is_polled_and_never_listened_to(string setting, string value)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        await using var lab = await LabServer.StartAsync(LabServerFixture.Options, time, Cancelled);
        var settings = Follow(lab);
        settings[setting] = value;
        settings["Gns3:PollEvery"] = "00:00:00.1";
        await using var cluster = await NmsTestCluster.StartAsync(settings);
        var project = await OpenProjectAsync(cluster);
        using var other = new Gns3Client(new Gns3ClientOptions { Url = lab.Url }, TimeProvider.System);
        var node = (await other.ListNodesAsync(project.ProjectId, Cancelled)).First(candidate => candidate is { NodeType: "vpcs", Status: "started" });

        await other.StopNodeAsync(project.ProjectId, node.NodeId, Cancelled);

        await cluster.WaitForEventsAsync(events => events.Any(e => e.NodeId == node.NodeId && e.Type == "node.stopped"), "the stop is found", Cancelled);
        Assert.Equal(0, lab.State.Notifications.ProjectListeners($"{project.ProjectId:D}"));
        Assert.True((await other.GetProjectAsync(project.ProjectId, Cancelled)).AutoClose);
    }

    [Fact]
    public async Task A_server_that_is_only_watched_is_not_commanded()
    {
        await using var lab = await LabServer.StartAsync(LabServerFixture.Options, cancellationToken: Cancelled);
        var settings = Follow(lab);
        settings["Gns3:Servers:lab:WatchOnly"] = "true";
        await using var cluster = await NmsTestCluster.StartAsync(settings);
        var project = await OpenProjectAsync(cluster);

        var refusal = await Assert.ThrowsAsync<ForbiddenException>(() => cluster.Grains.ProjectCommands(project.ProjectId).CloseAsync(Cancelled));

        Assert.Equal("server_watch_only", refusal.Code);
    }

    [Fact]
    public async Task Another_silo_listens_on_when_the_listening_one_is_killed()
    {
        await using var lab = await LabServer.StartAsync(LabServerFixture.Options, cancellationToken: Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Follow(lab), silos: 2);
        var project = await OpenProjectAsync(cluster);
        var key = await StoppedNodeAsync(cluster, project.ProjectId);
        await cluster.Grains.NodeCommands(key).StartAsync(Cancelled);

        await cluster.KillAsync(cluster.Silos[0]);
        using var other = new Gns3Client(new Gns3ClientOptions { Url = lab.Url }, TimeProvider.System);
        await other.StopNodeAsync(key.ProjectId, key.NodeId, Cancelled);

        await cluster.WaitForEventsAsync(events => events.Count(e => e.NodeId == key.NodeId && e.Type == "node.stopped") == 2, "the stop is told", Cancelled);
        await Eventually.IsTrueAsync(
            () => Task.FromResult(lab.State.Notifications.ProjectListeners($"{project.ProjectId:D}") == 1), () => "one listener is left", Cancelled);
        Assert.Equal(
            ["node.created", "node.stopped", "node.started", "node.stopped"],
            cluster.Log.Events.Where(e => e.NodeId == key.NodeId).Select(e => e.Type));
        Assert.Equal(cluster.Log.Events.Length, cluster.Log.Events.Select(e => e.EventId).Distinct().Count());
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
