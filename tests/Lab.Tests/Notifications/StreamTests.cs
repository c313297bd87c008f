using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Nms.Testing.Servers;

namespace Nms.Lab.Tests.Notifications;

/// <summary>Both streams by both transports, and what travels on which.</summary>
public sealed class StreamTests : IAsyncLifetime
{
    private LabServer _lab = null!;
    private LabClient _client = null!;

    private string Campus => $"/v2/projects/{_lab.State.ProjectNamed("campus").Id}";

    public async ValueTask InitializeAsync()
    {
        _lab = await LabServer.StartAsync(LabServerFixture.Options, cancellationToken: TestContext.Current.CancellationToken);
        _client = new LabClient(_lab.Url);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task The_same_message_arrives_by_web_socket_and_by_http()
    {
        await using var socket = await _client.ListenAsync(Campus + "/notifications/ws");
        using var response = await _client.Http.GetAsync(Campus + "/notifications", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        Assert.True(response.Headers.TransferEncodingChunked);
        Assert.StartsWith("{\"action\": \"ping\", \"event\": {\"cpu_usage_percent\": ", await lines.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        _lab.Nodes.Stop(_lab.State.NodeNamed("campus", "PC1"));

        var frame = await socket.NextTextAsync();
        Assert.Equal(frame, await lines.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("{\"action\": \"node.updated\", \"event\": {\"command_line\": ", frame, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_is_announced_three_times_and_a_start_once()
    {
        await using var project = await _client.ListenAsync(Campus + "/notifications/ws");
        var node = _lab.State.NodeNamed("campus", "PC1");

        _lab.Nodes.Stop(node);
        _lab.Nodes.Start(node);
        _lab.Nodes.Start(node);
        var seen = await project.UntilAsync("node.updated", entity => entity["status"]!.GetValue<string>() == "started");

        Assert.Equal(["stopped", "stopped", "stopped", "started"], seen.Select(message => message.Event["status"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Projects_templates_and_load_travel_on_the_controller_stream()
    {
        await using var controller = await _client.ListenAsync("/v2/notifications/ws");
        var created = await _client.PostAsync("/v2/templates", new JsonObject { ["name"] = "T", ["template_type"] = "vpcs", ["compute_id"] = "local" });
        await _client.SendAsync("PUT", $"/v2/templates/{created["template_id"]}", new JsonObject { ["name"] = "T2" });
        await _client.SendAsync("DELETE", $"/v2/templates/{created["template_id"]}");
        _lab.Projects.Delete(_lab.State.ProjectNamed("branch-office"));

        var seen = await controller.UntilAsync("project.deleted");

        Assert.Equal(
            ["template.created", "template.updated", "template.deleted", "project.opened", "project.closed", "project.deleted"],
            seen.Select(message => message.Action));
        Assert.Equal("local", (await controller.UntilAsync("compute.updated"))[^1].Event["compute_id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_deleted_node_is_announced_twice_after_its_links()
    {
        await using var project = await _client.ListenAsync(Campus + "/notifications/ws");
        _lab.Nodes.Delete(_lab.State.NodeNamed("campus", "PC1"));

        var first = await project.UntilAsync("node.deleted");
        var second = await project.UntilAsync("node.deleted");

        Assert.Equal(["link.deleted", "node.deleted"], first.Select(message => message.Action));
        Assert.False(first[^1].Event.ContainsKey("x"));
        Assert.True(second[^1].Event.ContainsKey("x"));
    }

    [Fact]
    public async Task Restoring_a_snapshot_gives_new_identifiers_unless_they_are_to_be_kept()
    {
        var project = _lab.State.ProjectNamed("campus");
        var before = _lab.State.NodeNamed("campus", "PC1").Id;
        await _client.SendAsync("POST", Campus + "/nodes/stop");
        var snapshot = _lab.Snapshots.Create(project, "before");
        await using var stream = await _client.ListenAsync(Campus + "/notifications/ws");

        var (status, body) = await _client.SendAsync("POST", $"{Campus}/snapshots/{snapshot}/restore");
        var seen = await stream.UntilAsync("snapshot.restored");

        Assert.Equal((201, "opened"), (status, body!["status"]!.GetValue<string>()));
        Assert.NotEqual(before, _lab.State.NodeNamed("campus", "PC1").Id);
        Assert.Equal(16, seen.Count(message => message.Action == "node.created"));
        Assert.Equal(15, seen.Count(message => message.Action == "link.created"));
        Assert.DoesNotContain(seen, message => message.Action is "node.deleted" or "link.deleted");
    }

    [Fact]
    public async Task A_listener_of_an_unknown_project_is_refused()
    {
        using var socket = new ClientWebSocket();

        var refused = await Assert.ThrowsAsync<WebSocketException>(() =>
            socket.ConnectAsync(new Uri($"ws://{_lab.Url.Authority}/v2/projects/{Guid.Empty}/notifications/ws"), TestContext.Current.CancellationToken));

        Assert.Contains("404", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Basic_authentication_comes_before_the_upgrade_and_spares_the_console()
    {
        await using var lab = await LabServer.StartAsync(LabServerFixture.Options with { User = "admin", Password = "secret" }, cancellationToken: TestContext.Current.CancellationToken);
        using var client = new LabClient(lab.Url);
        using var socket = new ClientWebSocket();
        var node = lab.State.NodeNamed("campus", "PC1");

        var refused = await client.Http.GetAsync("/v2/version", TestContext.Current.CancellationToken);
        var closed = await Assert.ThrowsAsync<WebSocketException>(() =>
            socket.ConnectAsync(new Uri($"ws://{lab.Url.Authority}/v2/notifications/ws"), TestContext.Current.CancellationToken));
        using var console = new ClientWebSocket();
        await console.ConnectAsync(new Uri($"ws://{lab.Url.Authority}/v2/projects/{lab.State.ProjectNamed("campus").Id}/nodes/{node.Id}/console/ws"), TestContext.Current.CancellationToken);
        client.Http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("admin:secret")));
        var welcome = await client.Http.GetAsync("/v2/version", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("Basic realm=\"GNS3 server\"", refused.Headers.WwwAuthenticate.ToString());
        Assert.Contains("401", closed.Message, StringComparison.Ordinal);
        Assert.Equal(WebSocketState.Open, console.State);
        Assert.Equal(HttpStatusCode.OK, welcome.StatusCode);
    }

    [Fact]
    public async Task A_lab_ends_at_once_although_streams_and_consoles_are_open()
    {
        var lab = await LabServer.StartAsync(LabServerFixture.Options, cancellationToken: TestContext.Current.CancellationToken);
        using var client = new LabClient(lab.Url);
        await using var stream = await client.ListenAsync("/v2/notifications/ws");
        using var console = new ClientWebSocket();
        await console.ConnectAsync(
            new Uri($"ws://{lab.Url.Authority}/v2/projects/{lab.State.ProjectNamed("campus").Id}/nodes/{lab.State.NodeNamed("campus", "PC1").Id}/console/ws"),
            TestContext.Current.CancellationToken);
        lab.Faults.NeverAnswer = true;

        await lab.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);

        // There is nobody left for a closing handshake.
        stream.Socket.Abort();
    }

    [Fact]
    public async Task Two_labs_in_one_process_know_nothing_of_each_other()
    {
        await using var other = await LabServer.StartAsync(LabServerFixture.Options, cancellationToken: TestContext.Current.CancellationToken);
        using var client = new LabClient(other.Url);

        _lab.Projects.Create("only here");
        _lab.Nodes.Stop(_lab.State.NodeNamed("campus", "PC1"));
        _lab.Faults.ErrorsToCome = 1;

        Assert.DoesNotContain("only here", (await client.GetAsync("/v2/projects")).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(Nms.Lab.Nodes.NodeStatus.Started, other.State.NodeNamed("campus", "PC1").Status);
        Assert.Equal(_lab.State.NodeNamed("campus", "PC1").Id, other.State.NodeNamed("campus", "PC1").Id);
        Assert.NotEqual(_lab.State.NodeNamed("campus", "PC1").ConsolePort, other.State.NodeNamed("campus", "PC1").ConsolePort);
    }
}
