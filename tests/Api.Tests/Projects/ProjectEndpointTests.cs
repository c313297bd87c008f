using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Projects;

public sealed class ProjectEndpointTests : ApiTest
{
    private const string Projects = "/api/v1/projects";

    [Fact]
    public async Task Projects_are_listed_by_name_and_say_how_fresh_they_are()
    {
        Host.Time.Advance(TimeSpan.FromSeconds(5));

        var list = await Host.GetAsync(Projects);

        Assert.Equal(["archive", "campus"], Names(list["projects"]!));
        Assert.Equal(2, list["total"]!.GetValue<int>());
        Assert.Equal(5, list["age_seconds"]!.GetValue<double>());
        Assert.True(list["cached"]!.GetValue<bool>());
        Assert.False(list["projects"]![1]!["stale"]!.GetValue<bool>());
        Assert.Equal("opened", list["projects"]![1]!["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("status=opened", new[] { "campus" })]
    [InlineData("status=CLOSED", new[] { "archive" })]
    [InlineData("name=CAM", new[] { "campus" })]
    [InlineData("server=lab", new[] { "archive", "campus" })]
    [InlineData("server=other", new string[0])]
    [InlineData("limit=1&offset=1", new[] { "campus" })]
    public async Task Filters_and_pages_narrow_the_list(string query, string[] expected) =>
        Assert.Equal(expected, Names((await Host.GetAsync($"{Projects}?{query}"))["projects"]!));

    [Fact]
    public async Task A_page_leads_to_the_next_until_the_last()
    {
        using var response = await Host.Http.GetAsync($"{Projects}?limit=1&server=lab", Cancelled);
        var first = System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;
        var second = await Host.GetAsync(first["next"]!.GetValue<string>());

        Assert.Equal($"{Projects}?server=lab&limit=1&offset=1", first["next"]!.GetValue<string>());
        Assert.Equal($"<{first["next"]}>; rel=\"next\"", response.Headers.GetValues("Link").Single());
        Assert.Equal(["campus"], Names(second["projects"]!));
        Assert.Null(second["next"]);
    }

    [Theory]
    [InlineData("limit=0&offset=-1", "limit,offset")]
    [InlineData("limit=1001", "limit")]
    [InlineData("limit=ten&offset=none&status=ajar&refresh=maybe", "limit,offset,refresh,status")]
    public async Task Wrong_parameters_are_named_all_at_once(string query, string fields)
    {
        var problem = await Host.GetAsync($"{Projects}?{query}", 400);

        Assert.Equal("validation_error", problem["code"]!.GetValue<string>());
        Assert.Equal(fields.Split(','), problem["details"]!.AsObject().Select(detail => detail.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_project_is_created_changed_opened_closed_copied_counted_and_deleted()
    {
        using var response = await Host.RawAsync(HttpMethod.Post, Projects, """{"name":"new","auto_close":false}""");
        Assert.Equal(201, (int)response.StatusCode);
        var address = response.Headers.Location!.ToString();

        Assert.Equal("new", (await Host.GetAsync(address))["name"]!.GetValue<string>());
        Assert.Equal("newer", (await Host.SendAsync(HttpMethod.Patch, address, """{"name":"newer"}"""))["name"]!.GetValue<string>());
        Assert.True((await Host.SendAsync(HttpMethod.Put, address, """{"auto_close":true}"""))["auto_close"]!.GetValue<bool>());
        Assert.Equal("closed", (await Host.SendAsync(HttpMethod.Post, $"{address}/close"))["status"]!.GetValue<string>());
        Assert.Equal("opened", (await Host.SendAsync(HttpMethod.Post, $"{address}/open"))["status"]!.GetValue<string>());
        Assert.Equal("copy", (await Host.SendAsync(HttpMethod.Post, $"{address}/duplicate", """{"name":"copy"}""", 201))["name"]!.GetValue<string>());
        Assert.Equal(0, (await Host.GetAsync($"{address}/stats"))["nodes"]!.GetValue<int>());
        await Host.SendAsync(HttpMethod.Delete, address, status: 204);
        await Host.GetAsync(address, 404);
    }

    [Theory]
    [InlineData("{}", "name")]
    [InlineData("""{"name":"  ","server":"elsewhere"}""", "name,server")]
    [InlineData("""{"name":"a\u0000b"}""", "name")]
    public async Task A_project_needs_a_name_and_a_known_server(string body, string fields)
    {
        var problem = await Host.SendAsync(HttpMethod.Post, Projects, body, 400);

        Assert.Equal(fields.Split(','), problem["details"]!.AsObject().Select(detail => detail.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("start")]
    [InlineData("stop")]
    [InlineData("suspend")]
    [InlineData("reload")]
    public async Task A_command_on_all_nodes_tells_what_became_of_each(string action)
    {
        var result = await Host.SendAsync(HttpMethod.Post, $"{Project}/nodes/{action}");

        Assert.Equal(action, result["action"]!.GetValue<string>());
        Assert.False(result["success"]!.GetValue<bool>());
        Assert.Equal(4, result["total_nodes"]!.GetValue<int>());
        Assert.Equal(1, result["failed"]!.GetValue<int>());
        Assert.Equal("A cloud cannot be started.", result["nodes"]![3]!["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_model_that_is_overdue_is_read_anew_once_for_all_who_ask()
    {
        Host.Time.Advance(TimeSpan.FromSeconds(301));

        var answers = await Task.WhenAll(Host.GetAsync(Project), Host.GetAsync(Project));
        var after = await Host.GetAsync(Project);

        Assert.All(answers, answer => Assert.False(answer["stale"]!.GetValue<bool>()));
        Assert.Equal(Model.Projects.Count, Model.Refreshes);
        Assert.True(after["cached"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_model_that_is_overdue_while_GNS3_is_away_is_shown_and_said_to_be_stale_and_GNS3_is_left_in_peace()
    {
        Host.Time.Advance(TimeSpan.FromSeconds(301));
        Model.Failure = new Gns3UnavailableException("gns3_unreachable", "Nobody is there.");

        var first = await Host.GetAsync(Project);
        var second = await Host.GetAsync(Project);
        var asked = Model.Refreshes;
        Host.Time.Advance(TimeSpan.FromSeconds(16));
        Model.Failure = null;
        var third = await Host.GetAsync(Project);

        Assert.True(first["stale"]!.GetValue<bool>());
        Assert.Equal(301, second["age_seconds"]!.GetValue<double>());
        Assert.Equal(1, asked);
        Assert.False(third["stale"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_project_whose_server_is_not_heard_is_stale()
    {
        Model.Projects[FakeModel.Campus] = Model.Of(FakeModel.Campus) with { Project = Model.Of(FakeModel.Campus).Project with { Live = false } };

        Assert.True((await Host.GetAsync(Project))["stale"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Reads_are_counted_as_hits_and_misses()
    {
        await Host.GetAsync(Project);
        await Host.GetAsync(Project);
        await Host.GetAsync($"{Project}?refresh=true");

        Assert.Equal((2, 1), (Host.Statistics.Hits, Host.Statistics.Misses));
    }

    [Fact]
    public async Task Snapshots_are_listed_taken_restored_and_deleted()
    {
        var snapshots = $"{Project}/snapshots";

        Assert.Equal(["before"], Names((await Host.GetAsync(snapshots))["snapshots"]!));
        Assert.Equal("later", (await Host.SendAsync(HttpMethod.Post, snapshots, """{"name":"later"}""", 201))["name"]!.GetValue<string>());
        Assert.Equal(4, (await Host.SendAsync(HttpMethod.Post, $"{snapshots}/{FakeModel.Snapshot}/restore"))["nodes"]!.AsArray().Count);
        await Host.SendAsync(HttpMethod.Delete, $"{snapshots}/{FakeModel.Snapshot}", status: 204);
        await Host.SendAsync(HttpMethod.Post, snapshots, "{}", 400);
    }
}
