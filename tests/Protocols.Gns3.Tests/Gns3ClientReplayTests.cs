using System.Text.Json;
using Nms.Gns3;
using Nms.Protocols.Gns3.Tests.Recordings;
using Nms.Protocols.Gns3.Tests.Scripted;

namespace Nms.Protocols.Gns3.Tests;

/// <summary>The client's side of everything that a real server was asked and answered.</summary>
public sealed class Gns3ClientReplayTests
{
    private static readonly Guid ProjectId = new("f28d34d3-26a1-4b03-8249-e265e41d5f11");

    /// <summary>How to make each recorded request with the client; the one with a malformed id cannot be made.</summary>
    private static readonly Func<IGns3Client, CancellationToken, Task>[] Calls = [.. Recording.Exchanges.Where(CanBeMade).Select(CallFor)];

    [Fact]
    public async Task Every_recorded_request_is_made_as_recorded_and_its_answer_is_understood()
    {
        var exchanges = Recording.Exchanges.Where(CanBeMade).ToArray();
        var next = 0;
        await using var server = ScriptedServer.Answering(_ => new ScriptedAnswer(exchanges[next].Status, exchanges[next].Response));
        using var client = Gns3TestClient.For(server.Url);

        for (; next < exchanges.Length; next++)
        {
            var failure = await Record.ExceptionAsync(() => Calls[next](client, TestContext.Current.CancellationToken));

            var sent = server.Requests.Last();
            Assert.Equal((exchanges[next].Method, exchanges[next].Path), (sent.Method, sent.Path));
            AssertSameJson(exchanges[next].Request, sent.Body);
            AssertOutcome(exchanges[next], failure);
        }

        Assert.Equal(exchanges.Length, server.Requests.Count);
        Assert.Equal(0, client.Statistics.SkippedElements);
    }

    [Fact]
    public async Task A_node_is_read_with_all_its_members()
    {
        var started = Recording.Exchanges.First(exchange => exchange.Path.EndsWith("a0312e85-fa5a-4518-a1b0-b4c0f3c03a28", StringComparison.Ordinal) && exchange.Method == "GET");
        await using var server = ScriptedServer.Answering(_ => new ScriptedAnswer(200, started.Response));
        using var client = Gns3TestClient.For(server.Url);

        var node = await client.GetNodeAsync(ProjectId, Guid.Empty, TestContext.Current.CancellationToken);

        Assert.Equal(new Guid("a0312e85-fa5a-4518-a1b0-b4c0f3c03a28"), node.NodeId);
        Assert.Equal(ProjectId, node.ProjectId);
        Assert.Equal(("PC1", "vpcs", "local", "started"), (node.Name, node.NodeType, node.ComputeId, node.Status));
        Assert.Equal((-200, 60, 1, 65, 59), (node.X, node.Y, node.Z, node.Width, node.Height));
        Assert.Equal((5006, "127.0.0.1", "telnet", false), (node.Console, node.ConsoleHost, node.ConsoleType, node.ConsoleAutoStart));
        Assert.Equal("PC1", node.Label!.Value.GetProperty("text").GetString());
        Assert.StartsWith("set pcname PC1", node.Properties!.Value.GetProperty("startup_script").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("/usr/bin/vpcs", node.CommandLine, StringComparison.Ordinal);
        var port = Assert.Single(node.Ports!);
        Assert.Equal((0, 0, "Ethernet0", "e0", "ethernet"), (port.AdapterNumber, port.PortNumber, port.Name, port.ShortName, port.LinkType));
        Assert.Null(node.TemplateId);
    }

    [Fact]
    public async Task The_nodes_of_a_closed_project_have_no_status_and_no_project()
    {
        var ofClosed = Recording.Of("GET", "/nodes").ElementAt(2);
        await using var server = ScriptedServer.Answering(_ => new ScriptedAnswer(200, ofClosed.Response));
        using var client = Gns3TestClient.For(server.Url);

        var nodes = await client.ListNodesAsync(ProjectId, TestContext.Current.CancellationToken);

        Assert.Equal(4, nodes.Count);
        Assert.All(nodes, node =>
        {
            Assert.Null(node.Status);
            Assert.Null(node.ProjectId);
            Assert.Null(node.ConsoleHost);
            Assert.Null(node.Ports);
        });
    }

    [Fact]
    public async Task A_link_is_read_with_both_its_ends()
    {
        await using var server = ScriptedServer.Answering(_ => new ScriptedAnswer(201, Recording.Of("PUT", "f0f218f6-36d2-4e37-b85a-defa7da8e691").First().Response));
        using var client = Gns3TestClient.For(server.Url);

        var link = await client.UpdateLinkAsync(ProjectId, Guid.Empty, new Gns3LinkChanges { Suspend = true }, TestContext.Current.CancellationToken);

        Assert.True(link.Suspend);
        Assert.Equal(JsonValueKind.Object, link.Filters!.Value.ValueKind);
        Assert.Equal(
            [new Guid("a0312e85-fa5a-4518-a1b0-b4c0f3c03a28"), new Guid("c8d61786-693f-47ef-8b46-9753c52b9855")],
            link.Nodes.Select(end => end.NodeId));
        Assert.Equal("0/0", link.Nodes[0].Label!.Value.GetProperty("text").GetString());
    }

    [Fact]
    public async Task The_servers_own_words_reach_the_caller()
    {
        await using var server = ScriptedServer.Answering(_ => new ScriptedAnswer(409, """{"message": "Could not find Dynamips", "status": 409}"""));
        using var client = Gns3TestClient.For(server.Url);

        var failure = await Gns3TestClient.FailureOf(() => client.StartNodeAsync(ProjectId, Guid.Empty, TestContext.Current.CancellationToken));

        Assert.Equal("Could not find Dynamips", failure.Message);
        Assert.Equal("Could not find Dynamips", failure.ServerMessage);
        Assert.Equal(Gns3FailureKind.Conflict, failure.Kind);
        Assert.Equal(System.Net.HttpStatusCode.Conflict, failure.Status);
        Assert.Equal("POST /v2/projects/f28d34d3-26a1-4b03-8249-e265e41d5f11/nodes/00000000-0000-0000-0000-000000000000/start", failure.Request);
    }

    private static bool CanBeMade(RecordedExchange exchange)
        => !exchange.Path.Contains("not-a-uuid", StringComparison.Ordinal) && exchange.Request?.Contains("nom", StringComparison.Ordinal) != true;

    private static Func<IGns3Client, CancellationToken, Task> CallFor(RecordedExchange exchange)
    {
        var path = exchange.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)[1..];
        var project = path.Length > 1 ? Guid.Parse(path[1]) : Guid.Empty;
        var item = path.Length > 3 && Guid.TryParse(path[3], out var id) ? id : Guid.Empty;
        T Sent<T>() => JsonSerializer.Deserialize<T>(exchange.Request!, SnakeCase)!;

        return (exchange.Method, path) switch
        {
            ("GET", ["version"]) => (client, cancelled) => client.GetVersionAsync(cancelled),
            ("GET", ["computes"]) => (client, cancelled) => client.ListComputesAsync(cancelled),
            ("GET", ["templates"]) => (client, cancelled) => client.ListTemplatesAsync(cancelled),
            ("GET", ["projects"]) => (client, cancelled) => client.ListProjectsAsync(cancelled),
            ("POST", ["projects"]) => (client, cancelled) => client.CreateProjectAsync(Sent<Gns3ProjectDraft>(), cancelled),
            ("GET", ["projects", _]) => (client, cancelled) => client.GetProjectAsync(project, cancelled),
            ("DELETE", ["projects", _]) => (client, cancelled) => client.DeleteProjectAsync(project, cancelled),
            ("POST", ["projects", _, "open"]) => (client, cancelled) => client.OpenProjectAsync(project, cancelled),
            ("POST", ["projects", _, "close"]) => (client, cancelled) => client.CloseProjectAsync(project, cancelled),
            ("GET", ["projects", _, "stats"]) => (client, cancelled) => client.GetProjectStatsAsync(project, cancelled),
            ("GET", ["projects", _, "nodes"]) => (client, cancelled) => client.ListNodesAsync(project, cancelled),
            ("POST", ["projects", _, "nodes"]) => (client, cancelled) => client.CreateNodeAsync(project, Sent<Gns3NodeDraft>(), cancelled),
            ("POST", ["projects", _, "nodes", "start"]) => (client, cancelled) => client.StartAllNodesAsync(project, cancelled),
            ("POST", ["projects", _, "nodes", "stop"]) => (client, cancelled) => client.StopAllNodesAsync(project, cancelled),
            ("GET", ["projects", _, "nodes", _]) => (client, cancelled) => client.GetNodeAsync(project, item, cancelled),
            ("PUT", ["projects", _, "nodes", _]) => (client, cancelled) => client.UpdateNodeAsync(project, item, Sent<Gns3NodeChanges>(), cancelled),
            ("DELETE", ["projects", _, "nodes", _]) => (client, cancelled) => client.DeleteNodeAsync(project, item, cancelled),
            ("POST", ["projects", _, "nodes", _, "start"]) => (client, cancelled) => client.StartNodeAsync(project, item, cancelled),
            ("POST", ["projects", _, "nodes", _, "stop"]) => (client, cancelled) => client.StopNodeAsync(project, item, cancelled),
            ("POST", ["projects", _, "nodes", _, "suspend"]) => (client, cancelled) => client.SuspendNodeAsync(project, item, cancelled),
            ("POST", ["projects", _, "nodes", _, "reload"]) => (client, cancelled) => client.ReloadNodeAsync(project, item, cancelled),
            ("POST", ["projects", _, "nodes", _, "duplicate"]) => (client, cancelled) => client.DuplicateNodeAsync(project, item, 300, 300, 1, cancelled),
            ("GET", ["projects", _, "links"]) => (client, cancelled) => client.ListLinksAsync(project, cancelled),
            ("POST", ["projects", _, "links"]) => (client, cancelled) => client.CreateLinkAsync(project, Sent<Gns3LinkDraft>(), cancelled),
            ("PUT", ["projects", _, "links", _]) => (client, cancelled) => client.UpdateLinkAsync(project, item, Sent<Gns3LinkChanges>(), cancelled),
            ("DELETE", ["projects", _, "links", _]) => (client, cancelled) => client.DeleteLinkAsync(project, item, cancelled),
            ("GET", ["projects", _, "snapshots"]) => (client, cancelled) => client.ListSnapshotsAsync(project, cancelled),
            ("POST", ["projects", _, "snapshots"]) => (client, cancelled) => client.CreateSnapshotAsync(project, "before", cancelled),
            ("POST", ["projects", _, "snapshots", _, "restore"]) => (client, cancelled) => client.RestoreSnapshotAsync(project, item, cancelled),
            _ => throw new InvalidOperationException($"The client has no call for {exchange.Method} {exchange.Path}."),
        };
    }

    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static void AssertSameJson(string? expected, byte[] sent)
    {
        if (expected is null)
            Assert.Empty(sent);
        else
            Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), JsonElement.Parse(sent)), $"Expected {expected}, sent {System.Text.Encoding.UTF8.GetString(sent)}.");
    }

    private static void AssertOutcome(RecordedExchange exchange, Exception? failure)
    {
        if (exchange.Status < 400)
        {
            Assert.Null(failure);
            return;
        }

        var refusal = Assert.IsType<Gns3ApiException>(failure);
        Assert.Equal(exchange.Status, (int)refusal.Status!);
        Assert.Equal(JsonElement.Parse(exchange.Response!).GetProperty("message").GetString(), refusal.Message);
        Assert.Equal(
            exchange.Status switch
            {
                400 => Gns3FailureKind.BadRequest,
                403 => Gns3FailureKind.Refused,
                404 => Gns3FailureKind.NotFound,
                _ => Gns3FailureKind.Conflict,
            },
            refusal.Kind);
    }
}
