using System.Net;
using System.Text.Json.Nodes;
using Nms.Access;
using Nms.Api.Tests.Fakes;
using Nms.Nodes;

namespace Nms.Api.Tests.Access;

/// <summary>What a caller may not see does not appear: here an operator of the project archive, who knows the ids of campus.</summary>
public sealed class AuthorizationScopeTests : ApiTest
{
    private const string ForeignNode = "project_id=3da59aa2-a868-4a29-b425-4e9bdc4cc924&node_id=33333333-3333-4333-8333-333333333333";

    private HttpClient _limited = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _limited = await Host.SignInAsync("olga", Callers.OperatorOf(FakeModel.Archive));
    }

    [Fact]
    public async Task Projects_and_nodes_are_listed_and_counted_without_the_others()
    {
        var projects = await GetAsync("/api/v1/projects");
        var nodes = await GetAsync("/api/v1/nodes?limit=1");
        var asked = await GetAsync($"/api/v1/nodes?project_id={FakeModel.Campus}");

        Assert.Equal(["archive"], Names(projects["projects"]!));
        Assert.Equal(1, projects["total"]!.GetValue<int>());
        Assert.Equal(["R9"], Names(nodes["nodes"]!));
        Assert.Equal(1, nodes["total"]!.GetValue<int>());
        Assert.Null(nodes["next"]);
        Assert.Equal(0, asked["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_hidden_project_is_answered_like_one_that_does_not_exist()
    {
        var hidden = await ProblemAsync($"/api/v1/projects/{FakeModel.Campus}/nodes/{FakeModel.Pc}");
        var unknown = await ProblemAsync($"/api/v1/projects/{Guid.NewGuid()}/nodes/{FakeModel.Pc}");
        var reallyUnknown = await Host.GetAsync($"/api/v1/projects/{Guid.NewGuid()}", status: 404);

        Assert.Equal(unknown, hidden);
        Assert.Equal(reallyUnknown["code"]!.GetValue<string>(), JsonNode.Parse(hidden)!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_visible_project_refuses_what_is_not_granted_and_says_what_is_missing()
    {
        var viewer = await Host.SignInAsync("vera", Callers.Viewer);

        var refusal = await ReadAsync(viewer, HttpMethod.Post, $"{Project}/nodes/{FakeModel.Pc}/start", 403);

        Assert.Equal("forbidden", refusal["code"]!.GetValue<string>());
        Assert.Contains("node.start", refusal["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(Model.Commands);
    }

    [Fact]
    public async Task The_topology_holds_what_the_caller_sees_and_has_a_tag_of_its_own()
    {
        var (all, allTag) = await TopologyAsync(Host.Http);
        var (some, someTag) = await TopologyAsync(_limited);
        var (again, againTag) = await TopologyAsync(Host.Http);

        Assert.Equal(2, all["topologies"]!.AsArray().Count);
        Assert.Equal(FakeModel.Archive, Assert.Single(some["topologies"]!.AsArray())!["project"]!["project_id"]!.GetValue<Guid>());
        Assert.Equal(1, some["summary"]!["total_nodes"]!.GetValue<int>());
        Assert.NotEqual(allTag, someTag);
        Assert.Equal(allTag, againTag);
        Assert.Equal(2, again["topologies"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_tag_of_a_limited_topology_changes_only_with_what_is_in_it()
    {
        var (_, tag) = await TopologyAsync(_limited);
        Model.SetStatus(new NodeKey(FakeModel.Campus, FakeModel.Pc), NodeStatus.Started);
        using var same = await AskAsync(_limited, tag);
        Model.SetStatus(new NodeKey(FakeModel.Archive, FakeModel.Old), NodeStatus.Started);
        using var other = await AskAsync(_limited, tag);

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Events_of_others_and_of_the_platform_are_left_out_and_the_place_goes_on()
    {
        Host.Log.Append("node.started", FakeModel.Campus, FakeModel.Pc);
        Host.Log.Append("node.started", FakeModel.Archive, FakeModel.Old);
        Host.Log.Append("server.connected");
        Host.Log.Append("node.stopped", FakeModel.Campus, FakeModel.Pc);

        var page = await GetAsync("/api/v1/events?after=0");
        var foreign = await GetAsync($"/api/v1/events?after=0&project_id={FakeModel.Campus}");

        Assert.Equal(2, Assert.Single(page["events"]!.AsArray())!["sequence"]!.GetValue<long>());
        Assert.Equal(4, page["next"]!.GetValue<long>());
        Assert.Empty(foreign["events"]!.AsArray());
        Assert.Equal(4, foreign["next"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_page_full_of_hidden_events_leads_on()
    {
        var both = await Host.SignInAsync("bert", Callers.OperatorOf(FakeModel.Archive, FakeModel.Router));
        for (var index = 0; index < 5; index++)
        {
            Host.Log.Append("node.updated", FakeModel.Campus, FakeModel.Pc);
        }

        Host.Log.Append("node.started", FakeModel.Archive, FakeModel.Old);

        var first = await ReadAsync(both, HttpMethod.Get, "/api/v1/events?after=0&limit=3");
        var second = await ReadAsync(both, HttpMethod.Get, $"/api/v1/events?after={first["next"]}&limit=3");

        Assert.Empty(first["events"]!.AsArray());
        Assert.Equal(3, first["next"]!.GetValue<long>());
        Assert.Single(second["events"]!.AsArray());
    }

    [Fact]
    public async Task The_status_counts_what_the_caller_sees()
    {
        var status = await GetAsync("/api/v1/status");
        var published = await GetAsync("/api/common/api/gns3-central/status/");

        Assert.Equal(1, status["model"]!["projects"]!.GetValue<int>());
        Assert.Equal(1, status["model"]!["nodes"]!.GetValue<int>());
        Assert.Equal(1, Assert.Single(status["servers"]!.AsArray())!["project_count"]!.GetValue<int>());
        Assert.Null(status["events"]);
        Assert.Null(status["sockets"]);
        Assert.Null(published["statistics"]!["events_processed"]);
    }

    [Fact]
    public async Task A_server_without_a_project_of_the_caller_does_not_exist_for_him()
    {
        var stranger = await Host.SignInAsync("sten", Callers.OperatorOf(Guid.NewGuid()));

        var list = await ReadAsync(stranger, HttpMethod.Get, "/api/v1/servers");
        var one = await ReadAsync(stranger, HttpMethod.Get, "/api/v1/servers/lab", 404);
        var detected = await ReadAsync(stranger, HttpMethod.Post, "/api/common/api/v1/integration/gns3/detect/");

        Assert.Equal(0, list["total"]!.GetValue<int>());
        Assert.Equal("server_not_found", one["code"]!.GetValue<string>());
        Assert.DoesNotContain("configured are: lab", one["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(detected["servers"]!.AsArray());
    }

    [Fact]
    public async Task The_published_paths_show_the_same()
    {
        var topology = await GetAsync("/api/common/api/gns3-central/topology/");
        var projects = await GetAsync("/api/gns3/projects/");
        var integration = await GetAsync("/api/common/api/v1/integration/gns3/projects/");
        var merged = await GetAsync("/api/common/api/v1/integration/topology/");
        var server = await GetAsync("/api/gns3/server/status/");
        var asked = await GetAsync("/api/gns3/server/status/?force=true");

        Assert.Equal([FakeModel.Archive.ToString()], topology["projects"]!.AsObject().Select(pair => pair.Key));
        Assert.Equal([FakeModel.Old.ToString()], topology["nodes"]!.AsObject().Select(pair => pair.Key));
        Assert.Equal(["archive"], Names(projects));
        Assert.Equal(["archive"], Names(integration));
        Assert.Equal(["archive"], Names(merged["gns3_topology"]!));
        Assert.Equal(1, server["projects_count"]!.GetValue<int>());
        Assert.Equal(1, asked["projects_count"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("GET", "/api/common/api/gns3-central/node_status/?" + ForeignNode)]
    [InlineData("POST", "/api/common/api/gns3-central/start_node/?" + ForeignNode)]
    [InlineData("POST", "/api/common/api/gns3-central/stop_node/?" + ForeignNode)]
    [InlineData("POST", "/api/common/api/gns3-central/restart_node/?" + ForeignNode)]
    [InlineData("POST", "/api/common/api/gns3-central/start_project/?" + ForeignNode)]
    [InlineData("POST", "/api/common/api/v1/gns3-central/nodes/start/?" + ForeignNode)]
    [InlineData("POST", "/api/common/api/v1/gns3-central/projects/start/?" + ForeignNode)]
    [InlineData("POST", "/api/gns3/projects/?action=activate_for_testing&" + ForeignNode)]
    [InlineData("GET", "/api/gns3/projects/3da59aa2-a868-4a29-b425-4e9bdc4cc924/open/")]
    [InlineData("POST", "/api/gns3/startup-status/3da59aa2-a868-4a29-b425-4e9bdc4cc924/start_complete/")]
    public async Task A_published_call_finds_nothing_in_a_hidden_project(string method, string path)
    {
        await ReadAsync(_limited, new HttpMethod(method), path, 404);

        Assert.Empty(Model.Commands);
    }

    [Fact]
    public async Task Starting_a_project_asks_for_both_opening_and_starting()
    {
        var starter = await Host.SignInAsync("stan", new RoleBinding(await Host.CreateRoleAsync("starter", "project.read", "node.start"), [FakeModel.Archive]));

        foreach (var path in new[]
        {
            $"/api/common/api/gns3-central/start_project/?project_id={FakeModel.Archive}", $"/api/gns3/projects/{FakeModel.Archive}/start/",
        })
        {
            var refusal = await ReadAsync(starter, HttpMethod.Post, path, 403);
            Assert.Contains("project.open", refusal["message"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        Assert.Empty(Model.Commands);
    }

    [Theory]
    [InlineData("/api/v1/projects?refresh=true")]
    [InlineData("/api/v1/nodes?refresh=true")]
    [InlineData("/api/v1/topology?refresh=true")]
    [InlineData("/api/v1/servers/lab?refresh=true")]
    public async Task Reading_whole_servers_again_needs_a_permission_of_its_own(string path)
    {
        var viewer = await Host.SignInAsync("vera", Callers.Viewer);

        var refusal = await ReadAsync(viewer, HttpMethod.Get, path, 403);

        Assert.Contains("server.refresh", refusal["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(0, Model.Refreshes);
    }

    [Fact]
    public async Task An_operator_of_a_project_works_in_it_and_makes_no_other()
    {
        await ReadAsync(_limited, HttpMethod.Post, $"/api/v1/projects/{FakeModel.Archive}/open");
        var refusal = await ReadAsync(_limited, HttpMethod.Post, "/api/v1/projects", 403, """{"name":"mine"}""");

        Assert.Equal([$"open {FakeModel.Archive}"], Model.Commands);
        Assert.Contains("project.create", refusal["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_deletes_no_project_unless_a_role_of_his_says_so()
    {
        var path = $"/api/v1/projects/{FakeModel.Archive}";
        var refusal = await ReadAsync(_limited, HttpMethod.Delete, path, 403);
        var remover = await Host.SignInAsync(
            "rita", Callers.OperatorOf(FakeModel.Archive), new RoleBinding(await Host.CreateRoleAsync("remover", "project.delete"), [FakeModel.Archive]));
        using var deleted = await remover.DeleteAsync(path, Cancelled);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Contains("project.delete", refusal["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal([$"delete {FakeModel.Archive}"], Model.Commands);
    }

    private Task<JsonNode> GetAsync(string path) => ReadAsync(_limited, HttpMethod.Get, path);

    private static async Task<JsonNode> ReadAsync(HttpClient client, HttpMethod method, string path, int status = 200, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, Cancelled);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True((int)response.StatusCode == status, $"{method} {path} answered {(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    private async Task<string> ProblemAsync(string path)
    {
        var problem = (await ReadAsync(_limited, HttpMethod.Get, path, 404)).AsObject();
        foreach (var own in new[] { "instance", "trace_id", "correlation_id", "timestamp" })
        {
            problem.Remove(own);
        }

        return problem.ToJsonString().Replace(path.Split('/')[4], "<id>", StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<(JsonNode Topology, string Tag)> TopologyAsync(HttpClient client)
    {
        using var response = await client.GetAsync("/api/v1/topology", Cancelled);
        return (JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!, response.Headers.ETag!.ToString());
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/topology");
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await client.SendAsync(request, Cancelled);
    }
}
