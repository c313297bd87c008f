using System.Net;
using System.Text.Json.Nodes;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Tests.Events;
using Nms.Api.Tests.Fakes;
using Nms.Nodes;

namespace Nms.Api.Tests.Access;

/// <summary>What of the requests goes into the audit log.</summary>
public sealed class AuditTests : ApiTest
{
    private FakeAuditTrail Trail => Host.Audit;

    [Fact]
    public async Task A_command_is_recorded_with_object_outcome_and_change()
    {
        await Host.SendAsync(HttpMethod.Post, $"{Project}/nodes/{FakeModel.Pc}/start");

        var record = Assert.Single(Trail.Entries).Record;
        Assert.Equal("start_node", record.Action);
        Assert.Equal($"POST {Project}/nodes/{FakeModel.Pc}/start", record.Request);
        Assert.Equal(("node", $"{FakeModel.Pc}", FakeModel.Campus), (record.ObjectType, record.ObjectId, record.ProjectId));
        Assert.Equal((AuditOutcome.Succeeded, 200), (record.Outcome, record.Status));
        Assert.Equal("127.0.0.1", record.Address);
        Assert.Equal("""{"status":{"old":"stopped","new":"started"}}""", record.ChangesJson);
        Assert.NotNull(record.CorrelationId);
    }

    [Fact]
    public async Task A_refused_command_is_recorded_with_the_code_and_trace_id_of_its_answer()
    {
        var answer = await Host.SendAsync(HttpMethod.Post, $"{Project}/nodes/{Guid.NewGuid()}/start", status: 404);

        Assert.Equal((AuditOutcome.Refused, 404, "node_not_found"), (Trail.Last.Outcome, Trail.Last.Status, Trail.Last.Code));
        Assert.Equal(answer["correlation_id"]!.GetValue<string>(), Trail.Last.CorrelationId);
    }

    [Theory]
    [InlineData("/api/v1/projects", "{", 400, "malformed_json", "create_project")]
    [InlineData("/api/v1/projects/xyz/open", null, 400, "validation_error", "open_project")]
    [InlineData("/api/v1/nothing", null, 404, "route_not_found", "unknown_route")]
    public async Task What_never_reached_a_handler_is_recorded(string path, string? body, int status, string code, string action)
    {
        await Host.SendAsync(HttpMethod.Post, path, body, status);

        Assert.Equal((action, status, code), (Trail.Last.Action, Trail.Last.Status, Trail.Last.Code));
    }

    [Fact]
    public async Task An_update_records_the_members_that_changed()
    {
        var x = NodeOf(FakeModel.Pc).X;

        await Host.SendAsync(HttpMethod.Patch, $"{Project}/nodes/{FakeModel.Pc}", """{"name":"PC9","x":77}""");

        Assert.Equal($$$"""{"name":{"old":"PC1","new":"PC9"},"x":{"old":{{{x}}},"new":77}}""", Trail.Last.ChangesJson);
    }

    [Fact]
    public async Task A_published_path_that_opens_or_closes_a_project_records_its_status()
    {
        await Host.SendAsync(HttpMethod.Post, $"/api/gns3/projects/{FakeModel.Campus}/close/");

        Assert.Equal(("project", $"{FakeModel.Campus}"), (Trail.Last.ObjectType, Trail.Last.ObjectId));
        Assert.Contains(@"""status"":{""old"":""opened"",""new"":""closed""}", Trail.Last.ChangesJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_key_is_recorded_with_its_scope_and_without_its_secret()
    {
        var made = await Host.SendAsync(HttpMethod.Post, "/api/v1/api-keys", """{"name":"prober","permissions":["project.read"]}""", 201);

        Assert.Contains(@"""name"":{""old"":null,""new"":""prober""}", Trail.Last.ChangesJson, StringComparison.Ordinal);
        Assert.Contains("project.read", Trail.Last.ChangesJson, StringComparison.Ordinal);
        Assert.DoesNotContain(made["key"]!.GetValue<string>()[^20..], Trail.Last.ChangesJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_creation_names_what_it_made()
    {
        var made = await Host.SendAsync(HttpMethod.Post, $"{Project}/nodes", """{"name":"PC7","node_type":"vpcs"}""", 201);

        Assert.Equal(("create_node", "node", made["node_id"]!.GetValue<string>()), (Trail.Last.Action, Trail.Last.ObjectType, Trail.Last.ObjectId));
    }

    [Fact]
    public async Task A_read_is_not_recorded_unless_it_is_sensitive_or_changes_something()
    {
        await Host.GetAsync(Project);
        await Host.GetAsync("/api/v1/audit");
        Assert.Empty(Trail.Entries);

        using var file = await Host.RawAsync(HttpMethod.Get, $"{Project}/nodes/{FakeModel.Pc}/files/startup.vpc");
        Assert.Equal(("read_node_file", "file", $"{FakeModel.Pc}/startup.vpc"), (Trail.Last.Action, Trail.Last.ObjectType, Trail.Last.ObjectId));

        using var opened = await Host.RawAsync(HttpMethod.Get, $"/api/gns3/projects/{FakeModel.Campus}/open/");
        Assert.Equal(("project", $"{FakeModel.Campus}"), (Trail.Last.ObjectType, Trail.Last.ObjectId));
        Assert.Equal(2, Trail.Entries.Length);
    }

    [Fact]
    public async Task A_published_path_is_recorded_under_one_name_whatever_its_prefix()
    {
        var node = new NodeKey(FakeModel.Campus, FakeModel.Pc);
        var body = $$"""{"project_id":"{{node.ProjectId}}","node_id":"{{node.NodeId}}"}""";

        await Host.SendAsync(HttpMethod.Post, "/api/common/api/gns3-central/start_node/", body);
        await Host.SendAsync(HttpMethod.Post, "/api/common/api/api/gns3-central/stop_node", body);

        Assert.Equal(
            ["post_common_api_gns3_central_start_node", "post_common_api_gns3_central_stop_node"], Trail.Entries.Select(entry => entry.Record.Action));
        Assert.All(Trail.Entries, entry => Assert.Equal($"{node.NodeId}", entry.Record.ObjectId));
        Assert.Equal(
            ["""{"status":{"old":"stopped","new":"started"}}""", """{"status":{"old":"started","new":"stopped"}}"""],
            Trail.Entries.Select(entry => entry.Record.ChangesJson));
    }

    [Fact]
    public async Task A_command_over_a_websocket_is_recorded()
    {
        var node = new NodeKey(FakeModel.Campus, FakeModel.Pc);
        await using var socket = await SocketClient.SubscribeAsync(Host, "/ws/gns3/events");

        await socket.AskAsync(new JsonObject
        {
            ["type"] = "node_action",
            ["action"] = "start",
            ["project_id"] = $"{node.ProjectId}",
            ["node_id"] = $"{node.NodeId}",
        });

        Assert.Equal(("start_node", $"{node.NodeId}", AuditOutcome.Succeeded), (Trail.Last.Action, Trail.Last.ObjectId, Trail.Last.Outcome));
        Assert.Equal("WebSocket /ws/gns3/events", Trail.Last.Request);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_not_answered_as_done_and_afterwards_not_done()
    {
        Trail.Fails = true;

        var answer = await Host.SendAsync(HttpMethod.Post, $"{Project}/nodes/{FakeModel.Router}/stop", status: 503);
        await Host.SendAsync(HttpMethod.Post, $"{Project}/nodes/{FakeModel.Pc}/start", status: 503);

        Assert.Equal("audit_unavailable", answer["code"]!.GetValue<string>());
        Assert.Equal(NodeStatus.Stopped, NodeOf(FakeModel.Pc).Status);
        await Host.GetAsync(Project);

        Trail.Fails = false;
        await Host.SendAsync(HttpMethod.Post, $"{Project}/nodes/{FakeModel.Pc}/start");
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Succeeded], Trail.Entries.TakeLast(2).Select(entry => entry.Record.Outcome));
    }

    [Fact]
    public async Task A_flood_of_anonymous_refusals_is_counted()
    {
        for (var i = 0; i < RefusalCounter.FirstOfCaller + 7; i++)
        {
            using var refused = await Host.Anonymous.PostAsync("/api/v1/nothing", content: null, Cancelled);
        }

        Assert.Equal(RefusalCounter.FirstOfCaller, Trail.Entries.Length);
        await Host.StopAsync();
        Assert.Equal(("refused_requests", 7, "127.0.0.1"), (Trail.Last.Action, Trail.Last.Times, Trail.Last.Address));
    }

    [Fact]
    public async Task A_header_that_no_proxy_vouches_for_is_quoted_and_not_believed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Project}/open");
        request.Headers.Add("X-Forwarded-For", "198.51.100.9");
        using var answer = await Host.Http.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(("127.0.0.1", "claims 198.51.100.9"), (Trail.Last.Address, Trail.Last.Forwarded));
    }

    private NodeSnapshot NodeOf(Guid nodeId) => Model.Projects[FakeModel.Campus].Nodes.Single(node => node.Key.NodeId == nodeId);
}
