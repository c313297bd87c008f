using System.Net;
using System.Text.Json.Nodes;
using Nms.Api.Tests.Fakes;
using Nms.Gns3;
using Nms.Nodes;

namespace Nms.Api.Tests.Compatibility;

/// <summary>What the GNS3 service answers, in both its forms.</summary>
public sealed class Gns3CentralTests : PublishedTest
{
    private static readonly string[] s_methods =
    [
        "get_node_status", "get_project_info", "get_complete_topology", "get_nodes_by_status", "get_nodes_by_type",
        "start_node", "stop_node", "restart_node", "refresh_topology", "subscribe_to_events", "get_network_summary",
    ];

    [Theory]
    [InlineData(Central + "/status/")]
    [InlineData(V1 + "/gns3-central/status/")]
    public async Task The_status_holds_what_the_contract_promises(string path)
    {
        var status = await Host.GetAsync(path);

        Shape.Holds(status,
            "service_name:text", "version:text", "status:text", "gns3_server.host:text", "gns3_server.port:number", "gns3_server.connected:flag",
            "monitoring.active:flag", "monitoring.websocket_connected:flag", "statistics.events_processed:number", "statistics.api_calls:number",
            "statistics.cache_hits:number", "statistics.cache_misses:number", "statistics.last_activity:time", "statistics.uptime_start:time",
            "statistics.uptime_seconds:number", "statistics.last_activity_ago:number", "cache.prefix:text", "cache.ttl_seconds:number",
            "cache.network_state_cached:flag", "cache.hits:number", "cache.misses:number", "cache.hit_ratio:number?", "callbacks.registered_callbacks:number",
            "last_update:time", "timestamp:time");
        Assert.Equal("GNS3CentralService", status["service_name"]!.GetValue<string>());
        Assert.Equal("1.0.0", status["version"]!.GetValue<string>());
        Assert.Equal("connected", status["status"]!.GetValue<string>());
        Assert.Equal("127.0.0.1", status["gns3_server"]!["host"]!.GetValue<string>());
        Assert.Equal(3080, status["gns3_server"]!["port"]!.GetValue<int>());
        Assert.Equal(300, status["cache"]!["ttl_seconds"]!.GetValue<int>());
        Assert.True(status["monitoring"]!["websocket_connected"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_status_counts_reads_of_the_model_and_of_gns3()
    {
        await Host.GetAsync(Central + "/topology/");
        await Host.GetAsync(Central + "/topology/");
        await Host.GetAsync($"{Central}/node_status/?node_id={FakeModel.Pc}");
        await Host.GetAsync("/api/v1/projects?refresh=true");

        var cache = (await Host.GetAsync(Central + "/status/"))["cache"]!;

        Assert.Equal(3, cache["hits"]!.GetValue<long>());
        Assert.Equal(1, cache["misses"]!.GetValue<long>());
        Assert.Equal(0.75, cache["hit_ratio"]!.GetValue<double>());
    }

    [Fact]
    public async Task The_status_says_when_the_server_is_not_heard()
    {
        Model.Server = Model.Server! with { Connected = false, Transport = null, LastError = "connection refused" };

        var status = await Host.GetAsync(Central + "/status/");
        var health = await Host.GetAsync(Central.Replace("gns3-central", "health", StringComparison.Ordinal));

        Assert.Equal("disconnected", status["status"]!.GetValue<string>());
        Assert.False(status["monitoring"]!["websocket_connected"]!.GetValue<bool>());
        Assert.Equal("connection refused", status["gns3_server"]!["error"]!.GetValue<string>());
        Shape.Holds(health, "api_healthy:flag", "service_status:text", "gns3_connected:flag", "cache_available:flag");
        Assert.False(health["gns3_connected"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData(Central + "/start_node/", "start_node", "stopped", "started")]
    [InlineData(Central + "/stop_node/", "stop_node", "stopped", "stopped")]
    [InlineData(V1 + "/gns3-central/nodes/start/", "start_node", "stopped", "started")]
    [InlineData(V1 + "/gns3-central/nodes/stop/", "stop_node", "stopped", "stopped")]
    [InlineData(V1 + "/gns3-central/nodes/restart/", "restart_node", "stopped", "started")]
    public async Task A_node_command_says_what_it_did(string path, string action, string before, string after)
    {
        var answer = await PostAsync(path, Node);

        Shape.Holds(answer,
            "success:flag", "node_id:text", "project_id:text", "action:text", "old_status:text", "new_status:text", "message:text", "timestamp:time");
        Assert.True(answer["success"]!.GetValue<bool>());
        Assert.Equal(FakeModel.Pc.ToString(), answer["node_id"]!.GetValue<string>());
        Assert.Equal(action, answer["action"]!.GetValue<string>());
        Assert.Equal(before, answer["old_status"]!.GetValue<string>());
        Assert.Equal(after, answer["new_status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_restart_tells_of_both_halves()
    {
        var answer = await PostAsync(Central + "/restart_node/", Node);

        Shape.Holds(answer, "success:flag", "stop_result.success:flag", "start_result.success:flag");
        Assert.Equal("stopped", answer["stop_result"]!["new_status"]!.GetValue<string>());
        Assert.Equal("started", answer["start_result"]!["new_status"]!.GetValue<string>());
        Assert.Equal("restart_node", answer["action"]!.GetValue<string>());
        Assert.Equal([$"restart {FakeModel.Campus}/{FakeModel.Pc}"], Model.Commands);
    }

    [Fact]
    public async Task Starting_a_project_opens_it_and_tells_of_every_node()
    {
        var answer = await PostAsync($"{Central}/start_project/?project_id={FakeModel.Campus}", """{"session_id":"s","requester":"t"}""");

        Shape.Holds(answer,
            "success:flag", "status:text", "project_id:text", "total_nodes:number", "started_nodes:number", "results:object", "timestamp:time");
        Assert.Equal([$"open {FakeModel.Campus}", $"Start all {FakeModel.Campus}"], Model.Commands);
        Assert.Equal((4, 3), (answer["total_nodes"]!.GetValue<int>(), answer["started_nodes"]!.GetValue<int>()));
        var results = answer["results"]!.AsObject();
        Shape.Holds(results[FakeModel.Pc.ToString()]!, "success:flag", "node_id:text", "old_status:text", "new_status:text", "result:text");
        Shape.Holds(results[FakeModel.Cloud.ToString()]!, "success:flag", "node_id:text", "error:text");
        Assert.False(results[FakeModel.Cloud.ToString()]!["success"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_second_form_lists_the_nodes_of_a_started_project()
    {
        var answer = await PostAsync(V1 + "/gns3-central/projects/start/", $$"""{"project_id":"{{FakeModel.Campus}}"}""");

        Shape.Holds(answer, "success:flag", "project_id:text", "nodes_started:number", "nodes_failed:number", "results:list", "timestamp:time");
        Assert.Equal((3, 1), (answer["nodes_started"]!.GetValue<int>(), answer["nodes_failed"]!.GetValue<int>()));
        Assert.Equal(4, answer["results"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_project_without_nodes_cannot_be_started()
    {
        Model.Set(FakeModel.Archive, "archive", Nms.Projects.ProjectStatus.Opened);

        IsProblem(await PostAsync($"{Central}/start_project/?project_id={FakeModel.Archive}", status: 404), 404, "project_without_nodes");
    }

    [Theory]
    [InlineData(Central + "/topology/")]
    [InlineData(V1 + "/gns3-central/topology/")]
    public async Task The_topology_is_keyed_by_id_and_says_how_fresh_it_is(string path)
    {
        var topology = await Host.GetAsync(path);

        Shape.Holds(topology,
            "projects:object", "nodes:object", "links:object", "drawings:object", "last_update:time", "server_status:text", "cached:flag",
            "summary.total_projects:number", "summary.total_nodes:number", "summary.total_links:number", "summary.nodes_by_status:object", "summary.nodes_by_type:object");
        var project = topology["projects"]![FakeModel.Campus.ToString()]!;
        Shape.Holds(project, "project_id:text", "name:text", "status:text", "nodes:object");
        Assert.Equal("opened", project["status"]!.GetValue<string>());
        Assert.Equal(4, project["nodes"]!.AsObject().Count);
        Assert.Equal(5, topology["nodes"]!.AsObject().Count);
        Assert.Equal(3, topology["summary"]!["nodes_by_status"]!["started"]!.GetValue<int>());
        HoldsNode(topology["nodes"]![FakeModel.Pc.ToString()]!);
        Shape.Holds(topology["links"]![FakeModel.Link.ToString()]!, "link_id:text", "nodes:list", "filters:object", "suspend:flag");
    }

    [Fact]
    public async Task An_unchanged_topology_is_not_sent_again()
    {
        using var first = await Host.RawAsync(HttpMethod.Get, Central + "/topology/");
        using var again = new HttpRequestMessage(HttpMethod.Get, Central + "/topology/");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await Host.Http.SendAsync(again, Cancelled);
        Model.SetStatus(new NodeKey(FakeModel.Campus, FakeModel.Pc), NodeStatus.Started);
        var changed = await Host.GetAsync(Central + "/topology/");

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal("started", changed["nodes"]![FakeModel.Pc.ToString()]!["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(Central + "/topology/")]
    [InlineData(V1 + "/gns3-central/topology/")]
    public async Task A_topology_of_which_nothing_is_known_is_not_found(string path)
    {
        Model.Projects.Clear();
        Model.Server = new ServerSnapshot { Name = "lab", Url = "http://127.0.0.1:3080", LastError = "connection refused" };

        IsProblem(await Host.GetAsync(path, status: 404), 404, "topology_unknown");
    }

    [Fact]
    public async Task A_server_without_projects_has_an_empty_topology()
    {
        Model.Projects.Clear();

        var topology = await Host.GetAsync(Central + "/topology/");

        Assert.Empty(topology["projects"]!.AsObject());
    }

    [Theory]
    [InlineData(Central + "/refresh_topology/")]
    [InlineData(V1 + "/gns3-central/topology/refresh/")]
    public async Task A_refresh_reads_gns3_and_shows_the_topology(string path)
    {
        var answer = await PostAsync(path);

        Shape.Holds(answer, "success:flag", "topology.projects:object", "topology.nodes:object", "refresh_time:time", "errors:object");
        Assert.True(answer["success"]!.GetValue<bool>());
        Assert.False(answer["topology"]!["cached"]!.GetValue<bool>());
        Assert.Equal(2, Model.Refreshes);
        Assert.Equal(1, Host.Statistics.Misses);
    }

    [Fact]
    public async Task A_refresh_that_gns3_does_not_answer_fails_as_gns3_does()
    {
        Model.Failure = new Gns3UnavailableException("gns3_unreachable", "Gone.");

        IsProblem(await PostAsync(Central + "/refresh_topology/", status: 502), 502, "gns3_unreachable");
    }

    [Fact]
    public async Task A_node_is_found_by_its_id_alone()
    {
        var node = await Host.GetAsync($"{Central}/node_status/?node_id={FakeModel.Pc}");

        HoldsNode(node);
        Assert.Equal("PC1", node["name"]!.GetValue<string>());
        Assert.Equal(5004, node["console"]!.GetValue<int>());
        Assert.Equal("telnet", node["console_type"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_module_is_told_its_eleven_calls()
    {
        var answer = await PostAsync(Central + "/create_module_interface/", """{"module_name":"monitoring"}""", status: 201);

        Shape.Holds(answer, "success:flag", "module_name:text", "interface_created:flag", "available_methods:list");
        Assert.Equal("monitoring", answer["module_name"]!.GetValue<string>());
        Assert.Equal(s_methods, Texts(answer["available_methods"]!));
        IsProblem(await PostAsync(Central + "/create_module_interface/", "{}", status: 400), 400, "validation_error", "module_name");
    }

    [Theory]
    [InlineData("""{"module_name":"monitoring","events":["node_status","weather","all_events"]}""", "application/json")]
    [InlineData("module_name=monitoring&events=node_status&events=weather,all_events", "application/x-www-form-urlencoded")]
    public async Task A_module_is_told_which_subscriptions_do_not_exist(string body, string contentType)
    {
        var answer = await PostAsync(V1 + "/gns3-central/modules/create-interface/", body, status: 201, contentType);

        Shape.Holds(answer, "success:flag", "module_name:text", "interface_id:text", "subscriptions:list", "ignored_subscriptions:list", "timestamp:time");
        Assert.Equal("gns3_interface_monitoring", answer["interface_id"]!.GetValue<string>());
        Assert.Equal(["node_status", "all_events"], Texts(answer["subscriptions"]!));
        Assert.Equal(["weather"], Texts(answer["ignored_subscriptions"]!));
    }

    [Fact]
    public async Task The_socket_of_a_module_carries_what_it_subscribed_to()
    {
        var answer = await PostAsync(V1 + "/gns3-central/modules/create-interface/", """{"module_name":"monitoring","events":["node_status"]}""", status: 201);

        var (client, welcome) = await Events.SocketClient.ConnectAsync(Host, new Uri(answer["websocket_url"]!.GetValue<string>()).PathAndQuery);
        await client.DisposeAsync();

        Assert.Equal(["node_status"], Texts(welcome["subscriptions"]!));
    }

    [Fact]
    public async Task Subscriptions_that_are_no_words_are_refused()
    {
        IsProblem(
            await PostAsync(V1 + "/gns3-central/modules/create-interface/", """{"module_name":"m","events":[{"a":1}]}""", status: 400),
            400, "validation_error", "events");
    }

    [Fact]
    public async Task The_event_figures_are_counted()
    {
        var stats = await Host.GetAsync("/api/common/api/gns3-events/stats/");
        var counters = Host.Statistics.Read();

        Shape.Holds(stats,
            "total_events_processed:number", "event_types_available:list", "registered_callbacks:number", "last_event_time:time", "events_per_type:object",
            "performance_metrics.average_processing_time:number", "performance_metrics.events_per_minute:number");
        Assert.Equal(13, stats["event_types_available"]!.AsArray().Count);
        Assert.Equal(counters.EventsPublished, stats["total_events_processed"]!.GetValue<long>());
        Assert.Equal(counters.AverageLatencyMs / 1000, stats["performance_metrics"]!["average_processing_time"]!.GetValue<double>());
    }

    [Fact]
    public async Task The_second_form_tells_of_deliveries_too()
    {
        var stats = await Host.GetAsync(V1 + "/gns3-central/events/stats/");

        Shape.Holds(stats,
            "events_published:number", "events_delivered:number", "events_failed:number", "events_retried:number", "connections_active:number",
            "last_event_time:time", "queue_sizes.critical:number", "queue_sizes.high:number", "queue_sizes.normal:number", "queue_sizes.low:number",
            "is_running:flag", "last_check:time", "timestamp:time", "average_latency_ms:number", "events_by_type:object", "events_by_priority:object");
        Assert.True(stats["is_running"]!.GetValue<bool>());
    }

    private static void HoldsNode(JsonNode node) => Shape.Holds(node,
        "node_id:text", "name:text", "status:text", "node_type:text", "project_id:text", "last_update:time", "x:number", "y:number",
        "console:number?", "console_host:text?", "console_type:text?", "ports:list", "properties:object?");

    private static string[] Texts(JsonNode list) => [.. list.AsArray().Select(entry => entry!.GetValue<string>())];
}
