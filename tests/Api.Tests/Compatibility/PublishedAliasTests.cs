using System.Text.Json.Nodes;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Compatibility;

public sealed class PublishedAliasTests : ApiTest
{
    private static readonly string s_node = $"project_id={FakeModel.Campus}&node_id={FakeModel.Pc}";

    public static TheoryData<string, string, int> Paths()
    {
        var paths = new TheoryData<string, string, int>();
        void Add(string method, string path, int status)
        {
            foreach (var slash in new[] { "/", "" })
            {
                var parts = path.Split('?');
                paths.Add(method, parts[0] + slash + (parts.Length > 1 ? "?" + parts[1] : ""), status);
            }
        }

        foreach (var mount in new[] { "/api/common/api", "/api/common/api/api", "/api/common/gns3/api" })
        {
            foreach (var get in new[] { "gns3-central/status", "gns3-central/quick-status", "gns3-central/topology", "gns3-central/quick-topology", "gns3-events/stats", "gns3-events/quick-stats" })
            {
                Add("GET", $"{mount}/{get}", 200);
            }

            Add("GET", $"{mount}/gns3-central/node_status?node_id={FakeModel.Pc}", 200);
            foreach (var post in new[] { "start_node", "stop_node", "restart_node", "start_project", "refresh_topology" })
            {
                Add("POST", $"{mount}/gns3-central/{post}?{s_node}", 200);
                Add("GET", $"{mount}/gns3-central/{post}", 405);
            }

            Add("POST", $"{mount}/gns3-central/create_module_interface?module_name=monitoring", 201);
        }

        foreach (var mount in new[] { "/api/common/api/api", "/api/common/gns3/api" })
        {
            Add("GET", $"{mount}/gns3/status", 200);
            Add("POST", $"{mount}/gns3/nodes/start?{s_node}", 200);
            Add("POST", $"{mount}/gns3/nodes/stop?{s_node}", 200);
            Add("GET", $"{mount}/gns3/topology", 200);
            Add("POST", $"{mount}/modules/create-interface?module_name=m", 201);
            Add("GET", $"{mount}/events/stats", 200);
            Add("GET", $"{mount}/health", 200);
        }

        foreach (var mount in new[] { "/api/common/api/v1", "/api/common/integration" })
        {
            foreach (var get in new[] { "gns3-central/status", "gns3-central/topology", "gns3-central/events/stats", "integration/gns3/projects", "integration/topology" })
            {
                Add("GET", $"{mount}/{get}", 200);
            }

            foreach (var post in new[] { "nodes/start", "nodes/stop", "nodes/restart", "projects/start", "topology/refresh" })
            {
                Add("POST", $"{mount}/gns3-central/{post}?{s_node}", 200);
                Add("GET", $"{mount}/gns3-central/{post}", 405);
            }

            Add("POST", $"{mount}/gns3-central/modules/create-interface?module_name=m", 201);
            Add("POST", $"{mount}/integration/gns3/detect", 200);
            Add("POST", $"{mount}/integration/gns3/projects", 405);
        }

        Add("GET", "/api", 200);
        Add("GET", "/api/common", 200);
        return paths;
    }

    [Fact]
    public async Task Every_published_path_answers_with_and_without_its_last_slash()
    {
        var wrong = new List<string>();
        foreach (var row in Paths())
        {
            var (method, path, status) = row.Data;
            using var response = await Host.RawAsync(new HttpMethod(method), path);
            if ((int)response.StatusCode != status)
            {
                wrong.Add($"{method} {path}: {(int)response.StatusCode}, expected {status}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("query")]
    [InlineData("application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Parameters_come_from_the_query_a_JSON_body_or_a_form(string where)
    {
        const string path = "/api/common/api/gns3-central/start_node/";

        var result = where switch
        {
            "query" => await Host.SendAsync(HttpMethod.Post, $"{path}?{s_node}"),
            "application/json" => await Host.SendAsync(
                HttpMethod.Post, path, new JsonObject { ["project_id"] = FakeModel.Campus.ToString(), ["node_id"] = FakeModel.Pc.ToString() }.ToJsonString()),
            _ => await Host.SendAsync(HttpMethod.Post, path, s_node, contentType: where),
        };

        Assert.True(result["success"]!.GetValue<bool>());
        Assert.Equal(FakeModel.Pc.ToString(), result["node_id"]!.GetValue<string>());
        Assert.Equal("stopped", result["old_status"]!.GetValue<string>());
        Assert.Equal("started", result["new_status"]!.GetValue<string>());
        Assert.NotNull(result["timestamp"]);
    }

    [Theory]
    [InlineData("start_node", "", 400, "node_id,project_id")]
    [InlineData("start_node", "?project_id=project-123&node_id=node-456", 404, "")]
    [InlineData("start_node", "?project_id=3da59aa2-a868-4a29-b425-4e9bdc4cc924&node_id=node-456", 404, "")]
    [InlineData("start_project", "", 400, "project_id")]
    [InlineData("start_project", "?project_id=project-123", 404, "")]
    [InlineData("create_module_interface", "", 400, "module_name")]
    public async Task Missing_parameters_are_400_and_loose_ids_are_404(string action, string query, int status, string fields)
    {
        var problem = await Host.SendAsync(HttpMethod.Post, $"/api/common/api/gns3-central/{action}/{query}", status: status);

        Assert.IsType<string>(problem["error"]!.GetValue<string>());
        Assert.Equal(fields, string.Join(',', problem["details"]!.AsObject().Select(detail => detail.Key).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_node_is_shown_by_its_id_alone()
    {
        var node = await Host.GetAsync($"/api/common/api/gns3-central/node_status/?node_id={FakeModel.Pc}");

        foreach (var field in new[] { "node_id", "name", "status", "node_type", "project_id", "last_update", "x", "y" })
        {
            Assert.NotNull(node[field]);
        }

        await Host.GetAsync("/api/common/api/gns3-central/node_status/?node_id=node-1", 404);
        await Host.GetAsync("/api/common/api/gns3-central/node_status/", 400);
    }

    [Fact]
    public async Task Starting_a_project_opens_it_and_tells_of_every_node()
    {
        var viewset = await Host.SendAsync(HttpMethod.Post, $"/api/common/api/api/gns3-central/start_project/?project_id={FakeModel.Archive}", """{"session_id":"s","requester":"r"}""");
        var v1 = await Host.SendAsync(HttpMethod.Post, "/api/common/api/v1/gns3-central/projects/start/", $$"""{"project_id":"{{FakeModel.Campus}}"}""");

        Assert.Contains($"open {FakeModel.Archive}", Model.Commands);
        Assert.True(viewset["success"]!.GetValue<bool>());
        Assert.Equal("success", viewset["status"]!.GetValue<string>());
        Assert.Equal(1, viewset["started_nodes"]!.GetValue<int>());
        Assert.True(viewset["results"]![FakeModel.Old.ToString()]!["success"]!.GetValue<bool>());
        Assert.Equal("partial", v1["status"]!.GetValue<string>());
        Assert.Equal(3, v1["nodes_started"]!.GetValue<int>());
        Assert.Equal(1, v1["nodes_failed"]!.GetValue<int>());
        Assert.Equal(4, v1["results"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_topology_is_keyed_by_id_and_404_while_nothing_is_known()
    {
        var topology = await Host.GetAsync("/api/common/api/gns3-central/topology/");
        Model.Projects.Clear();
        Model.Server = Model.Server! with { ReconciledAt = null, Connected = false };
        var problem = await Host.GetAsync("/api/common/api/gns3-central/topology/", 404);

        Assert.Equal("connected", topology["server_status"]!.GetValue<string>());
        Assert.Equal("PC1", topology["projects"]![FakeModel.Campus.ToString()]!["nodes"]![FakeModel.Pc.ToString()]!["name"]!.GetValue<string>());
        Assert.Equal(FakeModel.Campus.ToString(), topology["nodes"]![FakeModel.Pc.ToString()]!["project_id"]!.GetValue<string>());
        Assert.Single(topology["links"]!.AsObject());
        Assert.Equal(5, topology["summary"]!["total_nodes"]!.GetValue<int>());
        Assert.NotNull(topology["last_update"]);
        Assert.True(topology["cached"]!.GetValue<bool>());
        Assert.Equal("topology_not_found", problem["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_status_has_every_field_that_clients_read()
    {
        var status = await Host.GetAsync("/api/common/api/v1/gns3-central/status/");

        Assert.Equal("GNS3CentralService", status["service_name"]!.GetValue<string>());
        Assert.Equal("1.0.0", status["version"]!.GetValue<string>());
        Assert.Equal("connected", status["status"]!.GetValue<string>());
        Assert.Equal("127.0.0.1", status["gns3_server"]!["host"]!.GetValue<string>());
        Assert.Equal(3080, status["gns3_server"]!["port"]!.GetValue<int>());
        Assert.True(status["monitoring"]!["websocket_connected"]!.GetValue<bool>());
        Assert.Equal(300, status["cache"]!["ttl_seconds"]!.GetValue<int>());
        foreach (var counter in new[] { "events_processed", "api_calls", "cache_hits", "cache_misses", "last_activity", "uptime_start", "uptime_seconds", "last_activity_ago" })
        {
            Assert.NotNull(status["statistics"]![counter]);
        }

        Assert.NotNull(status["callbacks"]!["registered_callbacks"]);
        Assert.NotNull(status["last_update"]);
        Assert.NotNull(status["timestamp"]);
    }

    [Fact]
    public async Task Event_figures_have_every_field_that_clients_read()
    {
        var stats = await Host.GetAsync("/api/common/api/v1/gns3-central/events/stats/");
        var totals = await Host.GetAsync("/api/common/api/gns3-events/stats/");

        foreach (var field in new[] { "events_published", "events_delivered", "events_failed", "events_retried", "connections_active", "last_event_time", "is_running", "last_check", "timestamp", "average_latency_ms", "events_by_type", "events_by_priority" })
        {
            Assert.NotNull(stats[field]);
        }

        Assert.Equal(["critical", "high", "low", "normal"], stats["queue_sizes"]!.AsObject().Select(queue => queue.Key).Order(StringComparer.Ordinal));
        Assert.Equal(13, totals["event_types_available"]!.AsArray().Count);
        Assert.Equal(0.0045, totals["performance_metrics"]!["average_processing_time"]!.GetValue<double>(), 6);
    }

    [Fact]
    public async Task A_module_interface_is_an_address_that_works()
    {
        var created = await Host.SendAsync(
            HttpMethod.Post, "/api/common/api/v1/gns3-central/modules/create-interface/", """{"module_name":"monitoring","events":["node_status","nonsense"]}""", 201);

        Assert.Equal("gns3_interface_monitoring", created["interface_id"]!.GetValue<string>());
        Assert.Equal(11, created["available_methods"]!.AsArray().Count);
        Assert.Equal(["nonsense"], created["ignored_subscriptions"]!.AsArray().Select(name => name!.GetValue<string>()));
        var (client, welcome) = await Events.SocketClient.ConnectAsync(Host, new Uri(created["websocket_url"]!.GetValue<string>()).PathAndQuery);
        Assert.Equal(["node_status"], welcome["subscriptions"]!.AsArray().Select(name => name!.GetValue<string>()));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Detection_answers_200_also_when_GNS3_is_away()
    {
        var found = await Host.SendAsync(HttpMethod.Post, "/api/common/api/v1/integration/gns3/detect/");
        Model.Failure = new Gns3UnavailableException("gns3_unreachable", "Nobody is there.");
        var lost = await Host.SendAsync(HttpMethod.Post, "/api/common/api/v1/integration/gns3/detect/");

        Assert.True(found["available"]!.GetValue<bool>());
        Assert.Equal(2, found["projects_count"]!.GetValue<int>());
        Assert.NotNull(found["detection_time"]);
        Assert.False(lost["available"]!.GetValue<bool>());
        Assert.Equal("Nobody is there.", lost["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task Projects_of_the_integration_are_an_array()
    {
        var projects = (await Host.GetAsync("/api/common/integration/integration/gns3/projects/")).AsArray();

        Assert.Equal(["archive", "campus"], Names(projects));
        Assert.Equal(4, projects[1]!["node_count"]!.GetValue<int>());
        Assert.Equal(4, projects[1]!["nodes"]!.AsArray().Count);
    }
}
