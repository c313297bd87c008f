using System.Text.Json;
using Nms.Gns3;

namespace Nms.Protocols.Gns3.Tests.Contract;

/// <summary>
/// What this program relies on in a GNS3 2.2 server. The same tests run against the Lab and, where one is at hand, against
/// a real server, so that the Lab stays honest.
/// </summary>
public abstract class Gns3ServerContract : IAsyncLifetime
{
    private readonly List<Guid> _projects = [];
    private Gns3Client _client = null!;
    private Gns3NotificationReader _reader = null!;
    private NoWebSocketsHandler _noWebSockets = null!;
    private Gns3NotificationReader _httpReader = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Where the server listens, or skips the test when there is none.</summary>
    protected abstract ValueTask<Uri> ServerAsync();

    public async ValueTask InitializeAsync()
    {
        var options = new Gns3ClientOptions { Url = await ServerAsync() };
        _client = new Gns3Client(options, TimeProvider.System);
        _reader = new Gns3NotificationReader(options, TimeProvider.System);
        _noWebSockets = new NoWebSocketsHandler();
        _httpReader = new Gns3NotificationReader(options, TimeProvider.System, _noWebSockets);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_client is null)
            return;
        foreach (var project in _projects)
            await Record.ExceptionAsync(() => _client.DeleteProjectAsync(project, CancellationToken.None));
        _client.Dispose();
        _reader.Dispose();
        _httpReader.Dispose();
        _noWebSockets.Dispose();
    }

    [Fact]
    public async Task The_version_is_2_2()
        => Assert.StartsWith("2.2.", (await _client.GetVersionAsync(Cancelled)).Version, StringComparison.Ordinal);

    [Fact]
    public async Task The_local_compute_is_connected()
    {
        var computes = await _client.ListComputesAsync(Cancelled);

        var local = Assert.Single(computes, compute => compute.ComputeId == "local");
        Assert.True(local.Connected);
        Assert.Contains("vpcs", local.Capabilities!.Value.GetProperty("node_types").EnumerateArray().Select(type => type.GetString()));
    }

    [Fact]
    public async Task A_project_is_created_open_changed_closed_opened_and_deleted()
    {
        var created = await CreateProjectAsync();
        Assert.Equal(("opened", true), (created.Status, created.AutoClose));
        Assert.Contains(await _client.ListProjectsAsync(Cancelled), project => project.ProjectId == created.ProjectId);
        Assert.Equal(new Gns3ProjectStats { Nodes = 0, Links = 0, Drawings = 0, Snapshots = 0 }, await _client.GetProjectStatsAsync(created.ProjectId, Cancelled));

        var changed = await _client.UpdateProjectAsync(created.ProjectId, new Gns3ProjectChanges { AutoClose = false }, Cancelled);
        Assert.Equal((false, created.Name), (changed.AutoClose, changed.Name));

        await _client.CloseProjectAsync(created.ProjectId, Cancelled);
        await _client.CloseProjectAsync(created.ProjectId, Cancelled);
        Assert.Equal("closed", (await _client.GetProjectAsync(created.ProjectId, Cancelled)).Status);
        Assert.True((await _client.UpdateProjectAsync(created.ProjectId, new Gns3ProjectChanges { AutoClose = true }, Cancelled)).AutoClose);

        Assert.Equal("opened", (await _client.OpenProjectAsync(created.ProjectId, Cancelled)).Status);
        Assert.Equal("opened", (await _client.OpenProjectAsync(created.ProjectId, Cancelled)).Status);

        await _client.DeleteProjectAsync(created.ProjectId, Cancelled);
        Assert.Equal(Gns3FailureKind.NotFound, await KindOf(() => _client.GetProjectAsync(created.ProjectId, Cancelled)));
        Assert.Equal(Gns3FailureKind.NotFound, await KindOf(() => _client.DeleteProjectAsync(created.ProjectId, Cancelled)));
    }

    [Fact]
    public async Task A_project_with_a_taken_name_is_a_conflict()
    {
        var project = await CreateProjectAsync();

        var failure = await Gns3TestClient.FailureOf(() => _client.CreateProjectAsync(new Gns3ProjectDraft { Name = project.Name }, Cancelled));

        Assert.Equal((Gns3FailureKind.Conflict, $"Project \"{project.Name}\" already exists"), (failure.Kind, failure.Message));
    }

    [Fact]
    public async Task A_duplicated_project_is_closed_and_has_ids_of_its_own()
    {
        var (project, nodes, _) = await CreateLinkedPairAsync();

        var copy = await _client.DuplicateProjectAsync(project.ProjectId, project.Name + "-copy", cancellationToken: Cancelled);
        _projects.Add(copy.ProjectId);

        Assert.Equal(("closed", false), (copy.Status, copy.AutoClose));
        Assert.NotEqual(project.ProjectId, copy.ProjectId);
        await _client.OpenProjectAsync(copy.ProjectId, Cancelled);
        var copied = await _client.ListNodesAsync(copy.ProjectId, Cancelled);
        Assert.Equal(nodes.Select(node => node.Name).Order(), copied.Select(node => node.Name).Order());
        Assert.Empty(copied.Select(node => node.NodeId).Intersect(nodes.Select(node => node.NodeId)));
        Assert.Single(await _client.ListLinksAsync(copy.ProjectId, Cancelled));
    }

    [Fact]
    public async Task A_node_is_created_stopped_with_ports_and_a_console()
    {
        var project = await CreateProjectAsync();

        var node = await CreateNodeAsync(project, "PC1");

        Assert.Equal(("PC1", "vpcs", "local", "stopped", project.ProjectId), (node.Name, node.NodeType, node.ComputeId, node.Status, node.ProjectId!.Value));
        Assert.Equal((-10, 20), (node.X, node.Y));
        var port = Assert.Single(node.Ports!);
        Assert.Equal((0, 0, "ethernet"), (port.AdapterNumber, port.PortNumber, port.LinkType));
        var console = _client.ConsoleOf(node)!;
        Assert.Equal(("telnet", _client.Url.Host, node.Console), (console.Type, console.Host, console.Port));
        Assert.Equal(node.NodeId, Assert.Single(await _client.ListNodesAsync(project.ProjectId, Cancelled)).NodeId);
    }

    [Fact]
    public async Task A_node_is_started_stopped_suspended_and_reloaded()
    {
        var project = await CreateProjectAsync();
        var node = await CreateNodeAsync(project, "PC1");

        Assert.Equal(node.NodeId, (await _client.StartNodeAsync(project.ProjectId, node.NodeId, Cancelled)).NodeId);
        Assert.Equal("started", await StatusOf(node));
        await _client.StartNodeAsync(project.ProjectId, node.NodeId, Cancelled);
        Assert.Equal("started", await StatusOf(node));
        await _client.SuspendNodeAsync(project.ProjectId, node.NodeId, Cancelled);
        Assert.Contains(await StatusOf(node), new[] { "started", "suspended" });
        await _client.ReloadNodeAsync(project.ProjectId, node.NodeId, Cancelled);
        Assert.Equal("started", await StatusOf(node));
        await _client.StopNodeAsync(project.ProjectId, node.NodeId, Cancelled);
        Assert.Equal("stopped", await StatusOf(node));
        await _client.StopNodeAsync(project.ProjectId, node.NodeId, Cancelled);
        Assert.Equal("stopped", await StatusOf(node));
        await _client.ReloadNodeAsync(project.ProjectId, node.NodeId, Cancelled);
        Assert.Equal("started", await StatusOf(node));
    }

    [Fact]
    public async Task All_nodes_are_started_reloaded_suspended_and_stopped()
    {
        var (project, _, _) = await CreateLinkedPairAsync();
        async Task<string?[]> Statuses() => [.. (await _client.ListNodesAsync(project.ProjectId, Cancelled)).Select(node => node.Status).Distinct()];

        await _client.StartAllNodesAsync(project.ProjectId, Cancelled);
        Assert.Equal(["started"], await Statuses());
        await _client.ReloadAllNodesAsync(project.ProjectId, Cancelled);
        Assert.Equal(["started"], await Statuses());
        await _client.SuspendAllNodesAsync(project.ProjectId, Cancelled);
        await _client.StopAllNodesAsync(project.ProjectId, Cancelled);
        Assert.Equal(["stopped"], await Statuses());
    }

    [Fact]
    public async Task A_node_is_moved_and_renamed_and_a_taken_name_becomes_another()
    {
        var (project, nodes, _) = await CreateLinkedPairAsync();

        var moved = await _client.UpdateNodeAsync(project.ProjectId, nodes[0].NodeId, new Gns3NodeChanges { X = 123, Y = -45, Z = 2 }, Cancelled);
        var renamed = await _client.UpdateNodeAsync(project.ProjectId, nodes[0].NodeId, new Gns3NodeChanges { Name = "Router" }, Cancelled);
        var taken = await _client.UpdateNodeAsync(project.ProjectId, nodes[0].NodeId, new Gns3NodeChanges { Name = nodes[1].Name }, Cancelled);

        Assert.Equal((123, -45, 2), (moved.X, moved.Y, moved.Z));
        Assert.Equal(("Router", 123), (renamed.Name, renamed.X));
        Assert.NotEqual(nodes[1].Name, taken.Name);
    }

    [Fact]
    public async Task A_stopped_node_is_duplicated_and_a_running_one_is_a_conflict()
    {
        var project = await CreateProjectAsync();
        var node = await CreateNodeAsync(project, "PC1");

        var copy = await _client.DuplicateNodeAsync(project.ProjectId, node.NodeId, 300, 301, 2, Cancelled);
        await _client.StartNodeAsync(project.ProjectId, node.NodeId, Cancelled);
        var failure = await Gns3TestClient.FailureOf(() => _client.DuplicateNodeAsync(project.ProjectId, node.NodeId, 0, 0, 0, Cancelled));

        Assert.NotEqual(node.NodeId, copy.NodeId);
        Assert.Equal((300, 301, 2), (copy.X, copy.Y, copy.Z));
        Assert.Equal((Gns3FailureKind.Conflict, "Cannot duplicate node data while the node is running"), (failure.Kind, failure.Message));
    }

    [Fact]
    public async Task A_locked_node_cannot_be_deleted_and_an_unlocked_one_can()
    {
        var project = await CreateProjectAsync();
        var node = await CreateNodeAsync(project, "PC1");

        await _client.UpdateNodeAsync(project.ProjectId, node.NodeId, new Gns3NodeChanges { Locked = true }, Cancelled);
        Assert.Equal(Gns3FailureKind.Conflict, await KindOf(() => _client.DeleteNodeAsync(project.ProjectId, node.NodeId, Cancelled)));
        await _client.UpdateNodeAsync(project.ProjectId, node.NodeId, new Gns3NodeChanges { Locked = false }, Cancelled);
        await _client.DeleteNodeAsync(project.ProjectId, node.NodeId, Cancelled);

        Assert.Equal(Gns3FailureKind.NotFound, await KindOf(() => _client.GetNodeAsync(project.ProjectId, node.NodeId, Cancelled)));
    }

    [Fact]
    public async Task A_link_is_created_suspended_filtered_and_deleted()
    {
        var (project, nodes, link) = await CreateLinkedPairAsync();
        Assert.Equal(nodes.Select(node => node.NodeId), link.Nodes.Select(end => end.NodeId));
        Assert.Equal((false, false), (link.Suspend, link.Capturing));

        Assert.True((await UpdateLinkAsync(link, new Gns3LinkChanges { Suspend = true })).Suspend);
        Assert.False((await UpdateLinkAsync(link, new Gns3LinkChanges { Suspend = false })).Suspend);
        var filtered = await UpdateLinkAsync(link, new Gns3LinkChanges { Filters = Json("""{"delay":[50,10],"packet_loss":[5]}""") });
        Assert.True(JsonElement.DeepEquals(Json("""{"delay":[50,10],"packet_loss":[5]}"""), filtered.Filters!.Value), filtered.Filters.ToString());
        var replaced = await UpdateLinkAsync(link, new Gns3LinkChanges { Filters = Json("""{"corrupt":[1]}""") });
        Assert.True(JsonElement.DeepEquals(Json("""{"corrupt":[1]}"""), replaced.Filters!.Value), replaced.Filters.ToString());
        var cleared = await UpdateLinkAsync(link, new Gns3LinkChanges { Filters = Json("{}") });
        Assert.True(JsonElement.DeepEquals(Json("{}"), cleared.Filters!.Value), cleared.Filters.ToString());

        await _client.DeleteLinkAsync(project.ProjectId, link.LinkId, Cancelled);
        Assert.Equal(Gns3FailureKind.NotFound, await KindOf(() => _client.GetLinkAsync(project.ProjectId, link.LinkId, Cancelled)));
    }

    [Fact]
    public async Task A_link_to_a_used_port_is_a_conflict()
    {
        var (project, nodes, _) = await CreateLinkedPairAsync();
        var third = await CreateNodeAsync(project, "PC3");

        var failure = await Gns3TestClient.FailureOf(() => LinkAsync(project, third, nodes[0]));

        Assert.Equal((Gns3FailureKind.Conflict, "Port is already used"), (failure.Kind, failure.Message));
        Assert.Single(await _client.ListLinksAsync(project.ProjectId, Cancelled));
    }

    [Fact]
    public async Task A_wrong_filter_is_refused_once_the_node_runs()
    {
        var (project, _, link) = await CreateLinkedPairAsync();
        await _client.StartAllNodesAsync(project.ProjectId, Cancelled);

        Assert.Equal(Gns3FailureKind.Conflict, await KindOf(() => UpdateLinkAsync(link, new Gns3LinkChanges { Filters = Json("""{"latency":[50,10]}""") })));
    }

    [Fact]
    public async Task A_capture_runs_while_a_node_does()
    {
        var (project, nodes, link) = await CreateLinkedPairAsync();
        Assert.Equal(Gns3FailureKind.Conflict, await KindOf(() => _client.StartCaptureAsync(project.ProjectId, link.LinkId, cancellationToken: Cancelled)));
        await _client.StartNodeAsync(project.ProjectId, nodes[0].NodeId, Cancelled);

        var capturing = await _client.StartCaptureAsync(project.ProjectId, link.LinkId, "test.pcap", cancellationToken: Cancelled);
        Assert.Equal((true, "test.pcap"), (capturing.Capturing, capturing.CaptureFileName));
        Assert.Equal(Gns3FailureKind.Conflict, await KindOf(() => _client.StartCaptureAsync(project.ProjectId, link.LinkId, cancellationToken: Cancelled)));

        Assert.False((await _client.StopCaptureAsync(project.ProjectId, link.LinkId, Cancelled)).Capturing);
        Assert.False((await _client.StopCaptureAsync(project.ProjectId, link.LinkId, Cancelled)).Capturing);
    }

    [Fact]
    public async Task A_snapshot_brings_back_what_was_deleted()
    {
        var (project, nodes, _) = await CreateLinkedPairAsync();
        var snapshot = await _client.CreateSnapshotAsync(project.ProjectId, "before", Cancelled);
        Assert.Equal(("before", project.ProjectId), (snapshot.Name, snapshot.ProjectId!.Value));
        Assert.NotNull(snapshot.Created);
        Assert.Equal(snapshot.SnapshotId, Assert.Single(await _client.ListSnapshotsAsync(project.ProjectId, Cancelled)).SnapshotId);
        Assert.Equal(Gns3FailureKind.Conflict, await KindOf(() => _client.CreateSnapshotAsync(project.ProjectId, "before", Cancelled)));

        await _client.DeleteNodeAsync(project.ProjectId, nodes[0].NodeId, Cancelled);
        var restored = await _client.RestoreSnapshotAsync(project.ProjectId, snapshot.SnapshotId, Cancelled);

        Assert.Equal((project.ProjectId, "opened"), (restored.ProjectId, restored.Status));
        var back = await _client.ListNodesAsync(project.ProjectId, Cancelled);
        Assert.Equal(nodes.Select(node => (node.Name, node.Console)).Order(), back.Select(node => (node.Name, node.Console)).Order());
        Assert.Single(await _client.ListLinksAsync(project.ProjectId, Cancelled));
        await _client.DeleteSnapshotAsync(project.ProjectId, snapshot.SnapshotId, Cancelled);
        Assert.Empty(await _client.ListSnapshotsAsync(project.ProjectId, Cancelled));
        Assert.Equal(Gns3FailureKind.NotFound, await KindOf(() => _client.RestoreSnapshotAsync(project.ProjectId, snapshot.SnapshotId, Cancelled)));
        Assert.Equal(Gns3FailureKind.NotFound, await KindOf(() => _client.DeleteSnapshotAsync(project.ProjectId, snapshot.SnapshotId, Cancelled)));
    }

    [Fact]
    public async Task A_snapshot_while_nodes_run_is_a_conflict()
    {
        var project = await CreateProjectAsync();
        var node = await CreateNodeAsync(project, "PC1");
        await _client.StartNodeAsync(project.ProjectId, node.NodeId, Cancelled);

        var failure = await Gns3TestClient.FailureOf(() => _client.CreateSnapshotAsync(project.ProjectId, "before", Cancelled));

        Assert.Equal((Gns3FailureKind.Conflict, "Project must be stopped in order to export it"), (failure.Kind, failure.Message));
    }

    [Fact]
    public async Task A_restore_is_told_as_creations_and_at_last_as_a_restore()
    {
        var (project, _, _) = await CreateLinkedPairAsync();
        var snapshot = await _client.CreateSnapshotAsync(project.ProjectId, "before", Cancelled);
        await using var listener = await NotificationListener.StartAsync(cancelled => _reader.ReadProjectAsync(project.ProjectId, cancelled));

        await _client.RestoreSnapshotAsync(project.ProjectId, snapshot.SnapshotId, Cancelled);
        var restored = await listener.NextAsync(Gns3Actions.SnapshotRestored);

        Assert.Equal(snapshot.SnapshotId, restored.AsSnapshot()!.SnapshotId);
        Assert.Equal(2, listener.Past.Count(heard => heard.Action == Gns3Actions.NodeCreated));
        Assert.Equal(1, listener.Past.Count(heard => heard.Action == Gns3Actions.LinkCreated));
        Assert.DoesNotContain(listener.Past, heard => heard.Action is Gns3Actions.NodeDeleted or Gns3Actions.LinkDeleted);
    }

    [Fact]
    public async Task A_template_makes_a_node()
    {
        var project = await CreateProjectAsync();
        var vpcs = Assert.Single(await _client.ListTemplatesAsync(Cancelled), template => template is { TemplateType: "vpcs", Builtin: true });

        var node = await _client.InstantiateTemplateAsync(project.ProjectId, vpcs.TemplateId, 5, 6, computeId: "local", cancellationToken: Cancelled);

        Assert.Equal(("vpcs", vpcs.TemplateId, 5, 6), (node.NodeType, node.TemplateId, node.X, node.Y));
        Assert.Equal(Gns3FailureKind.NotFound, await KindOf(() => _client.InstantiateTemplateAsync(project.ProjectId, vpcs.TemplateId, 0, 0, cancellationToken: Cancelled)));
        Assert.Equal(Gns3FailureKind.NotFound, await KindOf(() => _client.InstantiateTemplateAsync(project.ProjectId, Guid.NewGuid(), 0, 0, computeId: "local", cancellationToken: Cancelled)));
    }

    [Fact]
    public async Task A_file_of_a_node_is_written_and_read()
    {
        var project = await CreateProjectAsync();
        var node = await CreateNodeAsync(project, "PC1");
        var content = "set pcname PC1\nip 10.0.0.1/24\n"u8.ToArray();

        await _client.WriteNodeFileAsync(project.ProjectId, node.NodeId, "startup.vpc", content, Cancelled);
        await _client.WriteNodeFileAsync(project.ProjectId, node.NodeId, "a/b c.txt", new byte[] { 0, 1, 255 }, Cancelled);

        Assert.Equal(content, await _client.ReadNodeFileAsync(project.ProjectId, node.NodeId, "startup.vpc", cancellationToken: Cancelled));
        Assert.Equal([0, 1, 255], await _client.ReadNodeFileAsync(project.ProjectId, node.NodeId, "a/b c.txt", cancellationToken: Cancelled));
        Assert.Equal(Gns3FailureKind.TooLarge, await KindOf(() => _client.ReadNodeFileAsync(project.ProjectId, node.NodeId, "startup.vpc", 5, Cancelled)));
        Assert.Equal(Gns3FailureKind.NotFound, await KindOf(() => _client.ReadNodeFileAsync(project.ProjectId, node.NodeId, "absent.txt", cancellationToken: Cancelled)));
        Assert.Equal(Gns3FailureKind.Refused, await KindOf(() => _client.ReadNodeFileAsync(project.ProjectId, node.NodeId, ".hidden", cancellationToken: Cancelled)));
    }

    [Fact]
    public async Task A_closed_project_lists_with_fewer_members_and_refuses_the_rest()
    {
        var (project, nodes, link) = await CreateLinkedPairAsync();
        var id = project.ProjectId;
        await _client.CloseProjectAsync(id, Cancelled);

        var listed = await _client.ListNodesAsync(id, Cancelled);
        Assert.Equal(nodes.Select(node => node.NodeId).Order(), listed.Select(node => node.NodeId).Order());
        Assert.All(listed, node => Assert.Equal((null, null, null), (node.Status, node.ProjectId, node.ConsoleHost)));
        Assert.Equal(link.LinkId, Assert.Single(await _client.ListLinksAsync(id, Cancelled)).LinkId);
        Assert.Empty(await _client.ListDrawingsAsync(id, Cancelled));
        Assert.Empty(await _client.ListSnapshotsAsync(id, Cancelled));
        Assert.Equal(0, (await _client.GetProjectStatsAsync(id, Cancelled)).Nodes);

        Func<Task>[] refused =
        [
            () => _client.GetNodeAsync(id, nodes[0].NodeId, Cancelled),
            () => _client.StartNodeAsync(id, nodes[0].NodeId, Cancelled),
            () => _client.StopAllNodesAsync(id, Cancelled),
            () => _client.UpdateNodeAsync(id, nodes[0].NodeId, new Gns3NodeChanges { X = 1 }, Cancelled),
            () => _client.DeleteNodeAsync(id, nodes[0].NodeId, Cancelled),
            () => _client.GetLinkAsync(id, link.LinkId, Cancelled),
            () => UpdateLinkAsync(link, new Gns3LinkChanges { Suspend = true }),
            () => _client.CreateSnapshotAsync(id, "x", Cancelled),
            () => _client.ReadNodeFileAsync(id, nodes[0].NodeId, "startup.vpc", cancellationToken: Cancelled),
        ];
        foreach (var call in refused)
        {
            var failure = await Gns3TestClient.FailureOf(call);
            Assert.Equal((Gns3FailureKind.Refused, "The project is not opened"), (failure.Kind, failure.Message));
        }
    }

    [Fact]
    public async Task Unknown_ids_are_not_found_and_named()
    {
        var project = await CreateProjectAsync();
        var unknown = Guid.NewGuid();

        var noProject = await Gns3TestClient.FailureOf(() => _client.GetProjectAsync(unknown, Cancelled));
        var noNode = await Gns3TestClient.FailureOf(() => _client.StartNodeAsync(project.ProjectId, unknown, Cancelled));
        var noLink = await Gns3TestClient.FailureOf(() => _client.DeleteLinkAsync(project.ProjectId, unknown, Cancelled));

        Assert.Equal((Gns3FailureKind.NotFound, $"Project ID {unknown} doesn't exist"), (noProject.Kind, noProject.Message));
        Assert.Equal((Gns3FailureKind.NotFound, $"Node ID {unknown} doesn't exist"), (noNode.Kind, noNode.Message));
        Assert.Equal((Gns3FailureKind.NotFound, $"Link ID {unknown} doesn't exist"), (noLink.Kind, noLink.Message));
        Assert.Equal(Gns3FailureKind.NotFound, await KindOf(() => _client.ListNodesAsync(unknown, Cancelled)));
    }

    [Fact]
    public async Task A_node_of_a_type_that_does_not_exist_is_a_bad_request()
    {
        var project = await CreateProjectAsync();

        var failure = await Gns3TestClient.FailureOf(() => _client.CreateNodeAsync(project.ProjectId, new Gns3NodeDraft { Name = "T", NodeType = "toaster" }, Cancelled));

        Assert.Equal(Gns3FailureKind.BadRequest, failure.Kind);
        Assert.StartsWith("JSON schema error", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Gns3NotificationTransport.WebSocket)]
    [InlineData(Gns3NotificationTransport.Http)]
    public async Task The_project_stream_tells_what_happens_to_nodes_and_links(Gns3NotificationTransport transport)
    {
        var project = await CreateProjectAsync();
        await using var listener = await NotificationListener.StartAsync(cancelled => ReaderFor(transport).ReadProjectAsync(project.ProjectId, cancelled));

        var first = await CreateNodeAsync(project, "PC1");
        var second = await CreateNodeAsync(project, "PC2");
        Assert.Equal(first.NodeId, (await listener.NextAsync(Gns3Actions.NodeCreated)).AsNode()!.NodeId);
        Assert.Equal(second.NodeId, (await listener.NextAsync(Gns3Actions.NodeCreated)).AsNode()!.NodeId);

        var link = await LinkAsync(project, first, second);
        Assert.Equal(link.LinkId, (await listener.NextAsync(Gns3Actions.LinkCreated)).AsLink()!.LinkId);
        await UpdateLinkAsync(link, new Gns3LinkChanges { Suspend = true });
        await listener.NextAsync(Gns3Actions.LinkUpdated, heard => heard.AsLink()!.Suspend == true);

        await _client.StartNodeAsync(project.ProjectId, first.NodeId, Cancelled);
        await listener.NextAsync(Gns3Actions.NodeUpdated, heard => heard.AsNode() is { Status: "started" } node && node.NodeId == first.NodeId);
        await _client.StopNodeAsync(project.ProjectId, first.NodeId, Cancelled);
        await listener.NextAsync(Gns3Actions.NodeUpdated, heard => heard.AsNode() is { Status: "stopped" } node && node.NodeId == first.NodeId);

        await _client.DeleteNodeAsync(project.ProjectId, first.NodeId, Cancelled);
        Assert.Equal(link.LinkId, (await listener.NextAsync(Gns3Actions.LinkDeleted)).AsLink()!.LinkId);
        Assert.Equal(first.NodeId, (await listener.NextAsync(Gns3Actions.NodeDeleted)).AsNode()!.NodeId);
        Assert.Equal(first.NodeId, (await listener.NextAsync(Gns3Actions.NodeDeleted)).AsNode()!.NodeId);
        Assert.All(listener.Past, heard => Assert.Equal(transport, heard.Transport));
    }

    [Theory]
    [InlineData(Gns3NotificationTransport.WebSocket)]
    [InlineData(Gns3NotificationTransport.Http)]
    public async Task The_controller_stream_tells_what_happens_to_projects_and_computes(Gns3NotificationTransport transport)
    {
        await using var listener = await NotificationListener.StartAsync(ReaderFor(transport).ReadControllerAsync);

        var project = await CreateProjectAsync();
        bool Ours(Gns3Notification heard) => heard.AsProject()?.ProjectId == project.ProjectId;
        await listener.NextAsync(Gns3Actions.ProjectCreated, Ours);
        await _client.UpdateProjectAsync(project.ProjectId, new Gns3ProjectChanges { AutoClose = false }, Cancelled);
        await listener.NextAsync(Gns3Actions.ProjectUpdated, heard => Ours(heard) && heard.AsProject()!.AutoClose == false);
        await _client.CloseProjectAsync(project.ProjectId, Cancelled);
        await listener.NextAsync(Gns3Actions.ProjectClosed, Ours);
        await _client.OpenProjectAsync(project.ProjectId, Cancelled);
        await listener.NextAsync(Gns3Actions.ProjectOpened, Ours);
        await _client.DeleteProjectAsync(project.ProjectId, Cancelled);
        await listener.NextAsync(Gns3Actions.ProjectDeleted, Ours);

        var compute = await listener.NextAsync(Gns3Actions.ComputeUpdated);
        Assert.Equal("local", compute.AsCompute()!.ComputeId);
        Assert.Equal(transport, compute.Transport);
    }

    [Fact]
    public async Task The_stream_of_an_unknown_project_is_not_found_on_either_transport()
    {
        async Task ReadAsync(Gns3NotificationReader reader)
        {
            await foreach (var _ in reader.ReadProjectAsync(Guid.NewGuid(), Cancelled))
            {
            }
        }

        Assert.Equal(Gns3FailureKind.NotFound, await KindOf(() => ReadAsync(_reader)));
        Assert.Equal(Gns3FailureKind.NotFound, await KindOf(() => ReadAsync(_httpReader)));
    }

    [Fact]
    public async Task A_project_with_auto_close_is_closed_when_its_last_listener_has_left_and_one_without_is_not()
    {
        var closing = await CreateProjectAsync();
        var staying = await CreateProjectAsync();
        await _client.UpdateProjectAsync(staying.ProjectId, new Gns3ProjectChanges { AutoClose = false }, Cancelled);
        await using var controller = await NotificationListener.StartAsync(_reader.ReadControllerAsync);

        await (await NotificationListener.StartAsync(cancelled => _reader.ReadProjectAsync(staying.ProjectId, cancelled))).DisposeAsync();
        await (await NotificationListener.StartAsync(cancelled => _reader.ReadProjectAsync(closing.ProjectId, cancelled))).DisposeAsync();
        await controller.NextAsync(Gns3Actions.ProjectClosed, heard => heard.AsProject()!.ProjectId == closing.ProjectId);

        Assert.Equal("opened", (await _client.GetProjectAsync(staying.ProjectId, Cancelled)).Status);
    }

    private static JsonElement Json(string text) => JsonElement.Parse(text);

    private static async Task<Gns3FailureKind> KindOf(Func<Task> call) => (await Gns3TestClient.FailureOf(call)).Kind;

    private Gns3NotificationReader ReaderFor(Gns3NotificationTransport transport)
        => transport is Gns3NotificationTransport.WebSocket ? _reader : _httpReader;

    private async Task<Gns3Project> CreateProjectAsync()
    {
        var project = await _client.CreateProjectAsync(new Gns3ProjectDraft { Name = $"contract-{Guid.NewGuid():N}" }, Cancelled);
        _projects.Add(project.ProjectId);
        return project;
    }

    private Task<Gns3Node> CreateNodeAsync(Gns3Project project, string name)
        => _client.CreateNodeAsync(project.ProjectId, new Gns3NodeDraft { Name = name, NodeType = "vpcs", X = -10, Y = 20 }, Cancelled);

    private Task<Gns3Link> LinkAsync(Gns3Project project, Gns3Node one, Gns3Node other)
    {
        static Gns3LinkEndpoint End(Gns3Node node) => new() { NodeId = node.NodeId, AdapterNumber = 0, PortNumber = 0 };
        return _client.CreateLinkAsync(project.ProjectId, new Gns3LinkDraft { Nodes = [End(one), End(other)] }, Cancelled);
    }

    private Task<Gns3Link> UpdateLinkAsync(Gns3Link link, Gns3LinkChanges changes)
        => _client.UpdateLinkAsync(link.ProjectId!.Value, link.LinkId, changes, Cancelled);

    private async Task<string?> StatusOf(Gns3Node node) => (await _client.GetNodeAsync(node.ProjectId!.Value, node.NodeId, Cancelled)).Status;

    private async Task<(Gns3Project Project, Gns3Node[] Nodes, Gns3Link Link)> CreateLinkedPairAsync()
    {
        var project = await CreateProjectAsync();
        Gns3Node[] nodes = [await CreateNodeAsync(project, "PC1"), await CreateNodeAsync(project, "PC2")];
        return (project, nodes, await LinkAsync(project, nodes[0], nodes[1]));
    }
}
