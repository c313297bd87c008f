using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Nms.Api.Tests.Access;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Events;

public sealed class EventSocketTests : ApiTest
{
    private const string Own = "/api/v1/events/ws";
    private const string Published = "/ws/gns3/events/";

    [Theory]
    [InlineData("/ws/gns3/events/")]
    [InlineData("/ws/gns3/events")]
    [InlineData("/ws/gns3/events/room1/")]
    [InlineData("/ws/gns3/events/nodes/")]
    [InlineData("/ws/gns3/events/projects/")]
    [InlineData("/ws/gns3/events/topology/")]
    [InlineData("/ws/gns3/events/module/monitoring/")]
    [InlineData("/ws/gns3/module/monitoring/")]
    [InlineData("/ws/gns3/topology/")]
    [InlineData("/ws/gns3/nodes/")]
    [InlineData("/api/v1/events/ws")]
    public async Task Every_address_greets_first(string path)
    {
        var (client, welcome) = await SocketClient.ConnectAsync(Host, path);

        Assert.Equal("connection_established", welcome["type"]!.GetValue<string>());
        Assert.True(Guid.TryParse(welcome["connection_id"]!.GetValue<string>(), out _));
        Assert.Equal(["node_status", "topology_changes", "project_events", "all_events"],
            welcome["available_subscriptions"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.NotNull(welcome["message"]);
        Assert.NotNull(welcome["timestamp"]);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task An_event_carries_everything_that_clients_read()
    {
        await using var client = await SocketClient.SubscribeAsync(Host, Published, "node_status");

        var appended = Host.Log.Append("node.started", FakeModel.Campus, FakeModel.Pc);
        var frame = await client.ReadAsync();

        Assert.Equal("gns3_event", frame["type"]!.GetValue<string>());
        Assert.NotNull(frame["timestamp"]);
        var data = frame["event_data"]!;
        Assert.Equal(appended.EventId.ToString(), data["event_id"]!.GetValue<string>());
        Assert.Equal("node.started", data["event_type"]!.GetValue<string>());
        Assert.Equal("gns3", data["source"]!.GetValue<string>());
        Assert.Equal(FakeModel.Campus.ToString(), data["data"]!["project_id"]!.GetValue<string>());
        Assert.Equal("2026-05-04T12:00:00+00:00", data["timestamp"]!.GetValue<string>());
        Assert.Equal("high", data["priority"]!.GetValue<string>());
        Assert.Equal("delivered", data["delivery_status"]!.GetValue<string>());
        Assert.Equal(0, data["retry_count"]!.GetValue<int>());
        Assert.Equal("c1", data["correlation_id"]!.GetValue<string>());
        Assert.Empty(data["target_modules"]!.AsArray());
        Assert.Equal(1, data["sequence"]!.GetValue<long>());
        Assert.Equal("0.1.0.0", data["cursor"]!.GetValue<string>());
    }

    [Fact]
    public async Task Without_a_subscription_the_published_address_sends_no_event_and_our_own_sends_all()
    {
        var (silent, _) = await SocketClient.ConnectAsync(Host, Published);
        var (all, _) = await SocketClient.ConnectAsync(Host, Own);
        await AllFollowingAsync(all);

        Host.Log.Append("node.started");

        Assert.Equal(1, await all.ReadSequenceAsync());
        Assert.Equal("heartbeat_ack", (await silent.AskAsync(new JsonObject { ["type"] = "heartbeat" }))["type"]!.GetValue<string>());
        await silent.DisposeAsync();
        await all.DisposeAsync();
    }

    [Fact]
    public async Task A_subscription_is_confirmed_with_the_full_set_and_unknown_names_are_told()
    {
        var (client, _) = await SocketClient.ConnectAsync(Host, Published);
        await client.AskAsync(JsonNode.Parse("""{"type":"subscribe","subscriptions":["node_status"]}""")!);

        var confirmed = await client.AskAsync(JsonNode.Parse("""{"type":"subscribe","subscriptions":["project_events","nonsense"]}""")!);

        Assert.Equal("subscription_confirmed", confirmed["type"]!.GetValue<string>());
        Assert.Equal(["node_status", "project_events"], confirmed["subscriptions"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Contains("nonsense", confirmed["message"]!.GetValue<string>(), StringComparison.Ordinal);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task After_an_unsubscribe_only_what_remains_is_sent()
    {
        await using var client = await SocketClient.SubscribeAsync(Host, Published, "node_status", "project_events");

        var confirmed = await client.AskAsync(JsonNode.Parse("""{"type":"unsubscribe","subscriptions":["node_status"]}""")!);
        Host.Log.Append("node.started");
        Host.Log.Append("project.opened");

        Assert.Equal("unsubscription_confirmed", confirmed["type"]!.GetValue<string>());
        Assert.Equal(["project_events"], confirmed["remaining_subscriptions"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal(2, await client.ReadSequenceAsync());
    }

    [Fact]
    public async Task A_filter_frame_replaces_what_narrows_the_subscriptions()
    {
        var (client, _) = await SocketClient.ConnectAsync(Host, Own);
        var confirmed = await client.AskAsync(JsonNode.Parse(
            $$"""{"type":"filter","types":["*.started","server.*"],"project_id":"{{FakeModel.Campus}}","priority":"high"}""")!);
        Host.Log.Append("node.started", FakeModel.Archive);
        Host.Log.Append("node.stopped", FakeModel.Campus);
        Host.Log.Append("node.started", FakeModel.Campus);

        Assert.Equal("filter_confirmed", confirmed["type"]!.GetValue<string>());
        Assert.Equal(["*.started", "server.*"], confirmed["types"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal(3, await client.ReadSequenceAsync());

        await client.AskAsync(JsonNode.Parse("""{"type":"filter"}""")!);
        Host.Log.Append("compute.updated");
        Assert.Equal(4, await client.ReadSequenceAsync());
        await client.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"type":"filter","types":["node.exploded"]}""", "invalid_filter")]
    [InlineData("""{"type":"filter","types":[7],"project_id":{},"priority":"urgent"}""", "invalid_filter")]
    [InlineData("not json", "invalid_json")]
    [InlineData("[1,2]", "invalid_frame")]
    [InlineData("""{"kind":"subscribe"}""", "missing_fields")]
    [InlineData("""{"type":"dance"}""", "unknown_type")]
    [InlineData("""{"type":5}""", "missing_fields")]
    [InlineData("""{"type":"subscribe"}""", "missing_fields")]
    [InlineData("""{"type":"subscribe","subscriptions":[1]}""", "missing_fields")]
    [InlineData("""{"type":"subscribe","subscriptions":"all_events"}""", "missing_fields")]
    [InlineData("""{"type":"node_action","action":"start"}""", "missing_fields")]
    [InlineData("""{"type":"node_action","action":"explode","project_id":"p","node_id":"n"}""", "unsupported_action")]
    [InlineData("""{"type":"node_action","action":"start","project_id":"project-123","node_id":"node-456"}""", "project_not_found")]
    [InlineData("", "invalid_json")]
    public async Task A_frame_that_cannot_be_followed_is_answered_and_the_connection_stays(string frame, string code)
    {
        var (client, _) = await SocketClient.ConnectAsync(Host, Published);

        await client.SendAsync(frame);
        var error = await client.ReadAsync();

        Assert.Equal("error", error["type"]!.GetValue<string>());
        Assert.Equal(code, error["code"]!.GetValue<string>());
        Assert.NotEmpty(error["message"]!.GetValue<string>());
        Assert.Equal("heartbeat_ack", (await client.AskAsync(new JsonObject { ["type"] = "heartbeat" }))["type"]!.GetValue<string>());
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_binary_frame_is_refused_and_the_connection_stays()
    {
        var (client, _) = await SocketClient.ConnectAsync(Host, Published);

        await client.SendAsync([1, 2, 3], WebSocketMessageType.Binary, end: true);

        Assert.Equal("binary_frame", (await client.ReadAsync())["code"]!.GetValue<string>());
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_frame_in_pieces_is_read_as_one()
    {
        var (client, _) = await SocketClient.ConnectAsync(Host, Published);

        await client.SendAsync("{\"type\":"u8.ToArray(), WebSocketMessageType.Text, end: false);
        await client.SendAsync("\"heartbeat\"}"u8.ToArray(), WebSocketMessageType.Text, end: true);

        Assert.Equal("heartbeat_ack", (await client.ReadAsync())["type"]!.GetValue<string>());
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_frame_of_64_KiB_is_read_and_a_larger_one_closes_with_1009()
    {
        var (client, _) = await SocketClient.ConnectAsync(Host, Published);
        var largest = Encoding.UTF8.GetBytes("""{"type":"heartbeat","padding":"***"}""".Replace("***", new string('x', (64 * 1024) - 33), StringComparison.Ordinal));
        Assert.Equal(64 * 1024, largest.Length);

        await client.SendAsync(largest, WebSocketMessageType.Text, end: true);
        Assert.Equal("heartbeat_ack", (await client.ReadAsync())["type"]!.GetValue<string>());
        await client.SendAsync([.. largest, (byte)' '], WebSocketMessageType.Text, end: true);

        Assert.Null(await client.TryReadAsync());
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, client.CloseStatus);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_node_action_is_done_and_its_result_told()
    {
        var (client, _) = await SocketClient.ConnectAsync(Host, Published);

        var result = await client.AskAsync(Action("start"));

        Assert.Equal("node_action_result", result["type"]!.GetValue<string>());
        Assert.Equal("start", result["action"]!.GetValue<string>());
        Assert.Equal(FakeModel.Pc.ToString(), result["node_id"]!.GetValue<string>());
        Assert.True(result["result"]!["success"]!.GetValue<bool>());
        Assert.Equal("stopped", result["result"]!["old_status"]!.GetValue<string>());
        Assert.Equal("started", result["result"]!["new_status"]!.GetValue<string>());
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_slow_node_action_does_not_stop_heartbeats_and_only_a_few_run_at_once()
    {
        var gate = new TaskCompletionSource();
        Model.Gate = gate.Task;
        var (client, _) = await SocketClient.ConnectAsync(Host, Published);
        for (var i = 0; i < 8; i++)
        {
            await client.SendAsync(Action("start").ToJsonString());
        }

        var refused = await client.AskAsync(Action("start"));
        var beat = await client.AskAsync(new JsonObject { ["type"] = "heartbeat" });
        gate.SetResult();
        var done = await client.ReadAsync();

        Assert.Equal("busy", refused["code"]!.GetValue<string>());
        Assert.Equal("heartbeat_ack", beat["type"]!.GetValue<string>());
        Assert.Equal("node_action_result", done["type"]!.GetValue<string>());
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_node_action_that_GNS3_refuses_is_an_error_frame_with_its_message()
    {
        Model.Failure = new Gns3RefusedException("gns3_refused", "Docker is not running.") { Gns3Status = 409 };
        var (client, _) = await SocketClient.ConnectAsync(Host, Published);

        var error = await client.AskAsync(Action("start"));

        Assert.Equal("error", error["type"]!.GetValue<string>());
        Assert.Equal("Docker is not running.", error["message"]!.GetValue<string>());
        await client.DisposeAsync();
    }

    [Fact]
    public async Task The_topology_is_told_on_request()
    {
        var (client, _) = await SocketClient.ConnectAsync(Host, Published);

        var answer = await client.AskAsync(new JsonObject { ["type"] = "request_topology" });

        Assert.Equal("topology_response", answer["type"]!.GetValue<string>());
        Assert.Equal("R1", answer["data"]!["nodes"]![FakeModel.Router.ToString()]!["name"]!.GetValue<string>());
        Assert.Equal("opened", answer["data"]!["projects"]![FakeModel.Campus.ToString()]!["status"]!.GetValue<string>());
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Query_parameters_narrow_what_is_sent()
    {
        var (client, _) = await SocketClient.ConnectAsync(Host, $"{Own}?types=node.*&priority=high&project_id={FakeModel.Campus}");
        await AllFollowingAsync(client);

        Host.Log.Append("project.opened", FakeModel.Campus);
        Host.Log.Append("node.updated", FakeModel.Campus);
        Host.Log.Append("node.started", FakeModel.Archive);
        Host.Log.Append("node.stopped", FakeModel.Campus);

        Assert.Equal(4, await client.ReadSequenceAsync());
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_room_named_by_a_project_id_holds_the_events_of_that_project()
    {
        await using var client = await SocketClient.SubscribeAsync(Host, $"/ws/gns3/events/{FakeModel.Campus}/", "all_events");

        Host.Log.Append("node.started", FakeModel.Archive);
        Host.Log.Append("node.started", FakeModel.Campus);

        Assert.Equal(2, await client.ReadSequenceAsync());
    }

    [Theory]
    [InlineData("after=yesterday", "after")]
    [InlineData("types=node.exploded", "types")]
    [InlineData("priority=urgent", "priority")]
    [InlineData("project_id=p1", "project_id")]
    [InlineData("subscriptions=everything", "subscriptions")]
    public async Task A_wrong_query_parameter_is_400_with_the_field_named(string query, string field)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Own}?{query}");
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");

        using var response = await Host.Http.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;
        Assert.NotNull(problem["details"]![field]);
    }

    [Fact]
    public async Task A_request_that_is_no_WebSocket_is_told_so()
    {
        var problem = await Host.GetAsync(Own, status: 426);

        Assert.Equal("websocket_required", problem["code"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    [InlineData("http://127.0.0.1:3000", true)]
    [InlineData("http://localhost:3000", true)]
    [InlineData("https://ui.example.org", true)]
    public async Task Pages_of_other_hosts_may_connect_only_when_allowed(string origin, bool allowed)
    {
        await using var host = await ApiHost.StartAsync(options => options.AllowedOrigins = ["https://ui.example.org"]);

        // A page of another host cannot use the browser's Basic credentials.
        var session = await host.SendAsync(
            HttpMethod.Post, "/api/v1/auth/token", $$"""{"name":"{{FakeAccess.Administrator}}","password":"{{FakeAccess.Password}}"}""");
        using var page = host.ClientWith($"Bearer {session["access_token"]}");
        var connecting = SocketClient.ConnectAsync(host, Own, origin, page);

        if (allowed)
        {
            await (await connecting).Client.DisposeAsync();
        }
        else
        {
            await Assert.ThrowsAsync<WebSocketException>(() => connecting);
        }
    }

    [Fact]
    public async Task A_client_beyond_the_limit_is_refused()
    {
        await using var host = await ApiHost.StartAsync(options => options.MaxConnections = 1);
        var (first, _) = await SocketClient.ConnectAsync(host, Own);

        await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.ConnectAsync(host, Own));
        await first.DisposeAsync();
    }

    [Fact]
    public async Task A_client_that_closes_is_answered_and_forgotten()
    {
        var (client, _) = await SocketClient.ConnectAsync(Host, Own);

        await client.CloseAsync();

        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task When_the_server_stops_clients_are_closed_with_1001_and_their_cursor()
    {
        await using var client = await SocketClient.SubscribeAsync(Host, Published, "all_events");
        Host.Log.Append("node.started");
        await client.ReadAsync();

        var stopping = Host.StopAsync();

        Assert.Null(await client.TryReadAsync());
        await client.AnswerCloseAsync();
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, client.CloseStatus);
        Assert.Matches(@"after=\d\.1\.\d\.\d$", client.CloseReason);
        await stopping;
    }

    private static JsonObject Action(string action) => new()
    {
        ["type"] = "node_action",
        ["action"] = action,
        ["project_id"] = FakeModel.Campus.ToString(),
        ["node_id"] = FakeModel.Pc.ToString(),
    };

    /// <summary>Returns when the client is offered events: answers leave before the join, so two of them enclose it.</summary>
    private static async Task AllFollowingAsync(SocketClient client)
    {
        await client.AskAsync(new JsonObject { ["type"] = "heartbeat" });
        await client.AskAsync(new JsonObject { ["type"] = "heartbeat" });
    }
}
