using System.Net;
using System.Text.Json.Nodes;
using Nms.Access;
using Nms.Api.Tests.Access;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Workflows;

public sealed class WorkflowEndpointTests : ApiTest
{
    private const string Path = "/api/v1/workflows";
    private const string Yaml = "application/yaml";

    [Theory]
    [InlineData("name: made\n", Yaml)]
    [InlineData("name: made\n", "text/yaml; charset=utf-8")]
    [InlineData("""{"name":"made","steps":[]}""", "application/json")]
    public async Task A_definition_is_saved_as_it_was_given_and_shown_with_what_it_says(string source, string type)
    {
        var created = await Host.SendAsync(HttpMethod.Post, Path, source, 201, type);
        var shown = await Host.GetAsync($"{Path}/made");

        Assert.Equal(created.ToJsonString(), shown.ToJsonString());
        Assert.Equal((source, "made", 1), (shown["source"]!.GetValue<string>(), shown["definition"]!["name"]!.GetValue<string>(), shown["version"]!.GetValue<int>()));
        Assert.Contains("made", Names((await Host.GetAsync(Path))["workflows"]!));
    }

    [Fact]
    public async Task A_definition_in_another_form_is_refused()
    {
        await Host.SendAsync(HttpMethod.Post, Path, "<workflow/>", 415, "application/xml");
    }

    [Fact]
    public async Task Every_fault_of_a_definition_is_told_with_its_place_and_nothing_is_saved()
    {
        var before = Host.Workflows.State;

        var problem = await Host.SendAsync(HttpMethod.Post, Path, """{"bogus":1}""", 400);

        Assert.Equal("workflow_invalid", problem["code"]!.GetValue<string>());
        Assert.Equal("bogus is not known. (line 1, column 2) [unknown_key]", problem["details"]!["bogus"]!.GetValue<string>());
        Assert.NotNull(problem["details"]!["name"]);
        Assert.Equal(before, Host.Workflows.State);
    }

    [Fact]
    public async Task Validating_tells_faults_as_an_answer()
    {
        var wrong = await Host.SendAsync(HttpMethod.Post, $"{Path}/validate", """{"bogus":1}""");
        var right = await Host.SendAsync(HttpMethod.Post, $"{Path}/validate", "name: made", contentType: Yaml);

        Assert.False(wrong["valid"]!.GetValue<bool>());
        Assert.Equal((1, 2), (wrong["faults"]![0]!["line"]!.GetValue<int>(), wrong["faults"]![0]!["column"]!.GetValue<int>()));
        Assert.Null(wrong["definition"]);
        Assert.True(right["valid"]!.GetValue<bool>());
        Assert.Equal("made", right["definition"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_name_that_is_taken_is_told_and_its_next_version_has_an_address()
    {
        var taken = await Host.SendAsync(HttpMethod.Post, Path, "name: lab", 409, Yaml);
        var next = await Host.SendAsync(HttpMethod.Put, $"{Path}/lab", "name: lab", contentType: Yaml);
        var versions = await Host.GetAsync($"{Path}/lab/versions");

        Assert.Equal("workflow_exists", taken["code"]!.GetValue<string>());
        Assert.Equal(2, next["version"]!.GetValue<int>());
        Assert.Equal([2, 1], versions["versions"]!.AsArray().Select(version => version!["version"]!.GetValue<int>()));
        Assert.Equal(1, (await Host.GetAsync($"{Path}/lab/versions/1"))["version"]!.GetValue<int>());
        await Host.GetAsync($"{Path}/lab/versions/9", 404);
    }

    [Fact]
    public async Task A_definition_is_saved_under_the_name_it_has()
    {
        var refused = await Host.SendAsync(HttpMethod.Put, $"{Path}/lab", "name: other", 400, Yaml);

        Assert.NotNull(refused["details"]!["name"]);
    }

    [Fact]
    public async Task A_deleted_workflow_is_not_there()
    {
        await Host.SendAsync(HttpMethod.Delete, $"{Path}/lab", status: 204);

        Assert.Equal("workflow_not_found", (await Host.GetAsync($"{Path}/lab", 404))["code"]!.GetValue<string>());
        await Host.SendAsync(HttpMethod.Delete, $"{Path}/lab", status: 404);
        await Host.SendAsync(HttpMethod.Post, $"{Path}/lab/runs", "{}", 404);
    }

    [Fact]
    public async Task The_schema_the_catalog_a_plan_and_statistics_can_be_read()
    {
        Assert.NotNull((await Host.GetAsync($"{Path}/schema"))["$schema"]);
        Assert.Single((await Host.GetAsync($"{Path}/catalog")).AsArray());
        Assert.Equal(7, (await Host.SendAsync(HttpMethod.Post, $"{Path}/lab/plan", """{"inputs":{"count":7}}"""))["inputs"]!["count"]!.GetValue<int>());
        Assert.Equal(3.5, (await Host.GetAsync($"{Path}/lab/statistics"))["typical_seconds"]!.GetValue<double>());
    }

    [Fact]
    public async Task A_start_answers_with_the_run_and_where_it_is()
    {
        using var response = await Host.RawAsync(HttpMethod.Post, $"{Path}/lab/runs", $$$"""{"inputs":{"project_id":"{{{FakeModel.Campus}}}","password":"hush-hush"},"version":1}""");
        var run = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal($"/api/v1/workflow-runs/{run["id"]}", response.Headers.Location!.ToString());
        Assert.Equal(("lab", "running", false), (run["workflow_name"]!.GetValue<string>(), run["status"]!.GetValue<string>(), run["existing"]!.GetValue<bool>()));
        Assert.Equal(["look", "ask"], Names(run["steps"]!));
        Assert.DoesNotContain("hush-hush", Host.Audit.Last.ChangesJson, StringComparison.Ordinal);
        Assert.Equal(("workflow_run", FakeModel.Campus), (Host.Audit.Last.ObjectType, Host.Audit.Last.ProjectId));
    }

    [Fact]
    public async Task A_start_with_the_same_key_gives_the_run_that_is_there()
    {
        var first = await StartAsync("key-1", """{"inputs":{}}""", 202);
        var second = await StartAsync("key-1", """{"inputs":{}}""", 202);
        var inBody = await StartAsync(null, """{"idempotency_key":"key-1"}""", 202);
        var both = await StartAsync("key-1", """{"idempotency_key":"key-2"}""", 400);

        Assert.Equal(first["id"]!.GetValue<Guid>(), second["id"]!.GetValue<Guid>());
        Assert.Equal(first["id"]!.GetValue<Guid>(), inBody["id"]!.GetValue<Guid>());
        Assert.True(second["existing"]!.GetValue<bool>());
        Assert.NotNull(both["details"]!["idempotency_key"]);
    }

    [Fact]
    public async Task A_start_waits_for_the_end_as_long_as_it_is_told()
    {
        var run = await Host.SendAsync(HttpMethod.Post, $"{Path}/lab/runs?wait=5", "{}", 202);

        Assert.Equal("completed", run["status"]!.GetValue<string>());
        Assert.Equal(["wait 5"], Host.Workflows.Calls);
        await Host.SendAsync(HttpMethod.Post, $"{Path}/lab/runs?wait=61", "{}", 400);
        await Host.SendAsync(HttpMethod.Post, $"{Path}/lab/runs", """{"inputs":[],"version":0}""", 400);
    }

    [Fact]
    public async Task A_caller_of_some_projects_starts_runs_about_these_only()
    {
        using var limited = await Host.SignInAsync("olga", Callers.OperatorOf(FakeModel.Archive));
        Host.Workflows.Save("loose", """{"name":"loose","steps":[]}""");
        Host.Workflows.Save("two", """{"name":"two","project":"${ inputs.about }","inputs":{"about":{"type":"project"},"other":{"type":"project"}},"steps":[]}""");
        Host.Workflows.Save("fixed", $$"""{"name":"fixed","project":"{{FakeModel.Campus}}","steps":[]}""");

        await IsAsync(HttpStatusCode.Accepted, "lab", $$"""{"project_id":"{{FakeModel.Archive}}"}""");
        await IsAsync(HttpStatusCode.NotFound, "lab", $$"""{"project_id":"{{FakeModel.Campus}}"}""");
        await IsAsync(HttpStatusCode.Forbidden, "lab", "{}");
        await IsAsync(HttpStatusCode.Forbidden, "loose", $$"""{"project_id":"{{FakeModel.Archive}}"}""");
        await IsAsync(HttpStatusCode.Forbidden, "two", $$"""{"project_id":"{{FakeModel.Archive}}"}""");
        await IsAsync(HttpStatusCode.NotFound, "two", $$"""{"about":"{{FakeModel.Archive}}","other":"{{FakeModel.Campus}}"}""");
        await IsAsync(HttpStatusCode.NotFound, "fixed", $$"""{"project_id":"{{FakeModel.Archive}}"}""");
        Assert.Single(Host.Workflows.Starts);

        async Task IsAsync(HttpStatusCode expected, string workflow, string inputs)
        {
            using var response = await limited.PostAsync(new Uri($"{Path}/{workflow}/runs", UriKind.Relative), new StringContent($$"""{"inputs":{{inputs}}}""", null, "application/json"), Cancelled);
            Assert.True(expected == response.StatusCode, $"{workflow} {inputs} answered {response.StatusCode}");
        }
    }

    [Fact]
    public async Task A_run_acts_in_the_name_of_its_caller()
    {
        using var operatorOfAll = await Host.SignInAsync("otto", new RoleBinding("operator", Projects: null));
        using var response = await operatorOfAll.PostAsync(new Uri($"{Path}/lab/runs", UriKind.Relative), new StringContent("{}", null, "application/json"), Cancelled);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.StartsWith("user:", Assert.Single(Host.Workflows.Starts).RequestedBy, StringComparison.Ordinal);
    }

    private async Task<JsonNode> StartAsync(string? key, string body, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Path}/lab/runs") { Content = new StringContent(body, null, "application/json") };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await Host.Http.SendAsync(request, Cancelled);
        Assert.Equal(status, (int)response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;
    }
}
