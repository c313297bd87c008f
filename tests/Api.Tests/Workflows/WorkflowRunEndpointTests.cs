using System.Net;
using System.Text.Json.Nodes;
using Nms.Access;
using Nms.Api.Tests.Access;
using Nms.Api.Tests.Fakes;
using Nms.Workflows;

namespace Nms.Api.Tests.Workflows;

public sealed class WorkflowRunEndpointTests : ApiTest
{
    private const string Path = "/api/v1/workflow-runs";
    private static readonly string s_run = $"{Path}/{FakeWorkflows.Run}";

    [Fact]
    public async Task A_run_shows_its_steps_with_what_they_gave()
    {
        var run = await Host.GetAsync(s_run);

        Assert.Equal(FakeWorkflows.Run, run["id"]!.GetValue<Guid>());
        Assert.Equal(("lab", "waiting", 0.5), (run["workflow_name"]!.GetValue<string>(), run["status"]!.GetValue<string>(), run["progress"]!.GetValue<double>()));
        var step = run["steps"]![0]!;
        Assert.Equal(("look", "monitoring/collect_metrics", "completed", 1), (step["name"]!.GetValue<string>(), step["uses"]!.GetValue<string>(), step["status"]!.GetValue<string>(), step["attempts"]!.GetValue<int>()));
        Assert.Equal(3, step["output"]!["metrics"]!.GetValue<int>());
        Assert.Null(step["error"]);
        Assert.Equal("workflow_run_not_found", (await Host.GetAsync($"{Path}/{Guid.NewGuid()}", 404))["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_run_is_waited_for()
    {
        Assert.Equal("completed", (await Host.GetAsync($"{s_run}?wait=20"))["status"]!.GetValue<string>());
        Assert.Equal("completed", (await Host.GetAsync($"{s_run}?wait=20"))["status"]!.GetValue<string>());
        Assert.Equal(["wait 20"], Host.Workflows.Calls);
    }

    [Fact]
    public async Task Runs_are_listed_the_newest_first_page_by_page_and_by_what_they_are()
    {
        var ids = Enumerable.Range(1, 5).Select(i => new Guid($"ffff0000-0000-7000-8000-{i:D12}")).ToList();
        foreach (var id in ids)
        {
            Host.Workflows.Runs[id] = FakeWorkflows.Snapshot(id, id == ids[0] ? "other" : "lab", 1, FakeModel.Archive, id == ids[1] ? WorkflowRunStatus.Compensating : WorkflowRunStatus.Paused);
        }

        var first = await Host.GetAsync($"{Path}?limit=4&project_id={FakeModel.Archive}");
        var second = await Host.GetAsync($"{Path}?limit=4&project_id={FakeModel.Archive}&cursor={first["next"]}");

        Assert.Equal(ids.AsEnumerable().Reverse().Take(4), Ids(first));
        Assert.Equal([ids[0]], Ids(second));
        Assert.Null(second["next"]);
        Assert.Equal([ids[0]], Ids(await Host.GetAsync($"{Path}?workflow=other")));
        Assert.Equal([ids[1]], Ids(await Host.GetAsync($"{Path}?status=compensating")));
        Assert.Equal("paused", (await Host.GetAsync($"{Path}?status=paused"))["runs"]![0]!["status"]!.GetValue<string>());
        await Host.GetAsync($"{Path}?status=asleep", 400);
    }

    [Fact]
    public async Task The_history_is_read_by_the_page_and_written_out_whole()
    {
        var first = await Host.GetAsync($"{s_run}/history?limit=2");
        var second = await Host.GetAsync($"{s_run}/history?limit=2&after={first["next"]}");
        using var response = await Host.RawAsync(HttpMethod.Get, $"{s_run}/history/export");
        var export = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;

        Assert.Equal(["run_started", "step_started"], Names(first["entries"]!, "type"));
        Assert.Equal(["step_completed"], Names(second["entries"]!, "type"));
        Assert.Null(second["next"]);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"workflow-run-{FakeWorkflows.Run}.json", response.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal([1, 2, 3], export["history"]!.AsArray().Select(entry => entry!["sequence"]!.GetValue<int>()));
        Assert.Equal(3, export["history"]![2]!["data"]!["output"]!["metrics"]!.GetValue<int>());
        Assert.Contains("collect_metrics", export["definition"]!["source"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(FakeWorkflows.Run, export["run"]!["id"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task A_file_of_a_run_is_a_download_whatever_it_says_it_is()
    {
        var listed = await Host.GetAsync($"{s_run}/artifacts");
        using var response = await Host.RawAsync(HttpMethod.Get, $"{s_run}/artifacts/lab");

        Assert.Equal(("lab", 3), (listed["artifacts"]![0]!["name"]!.GetValue<string>(), listed["artifacts"]![0]!["bytes"]!.GetValue<int>()));
        Assert.Equal([1, 2, 3], await response.Content.ReadAsByteArrayAsync(Cancelled));
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("workflow_artifact_not_found", (await Host.GetAsync($"{s_run}/artifacts/none", 404))["code"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("signals", """{"name":"go","data":{"a":1}}""", """signal go {"a":1}""", "running")]
    [InlineData("approve", """{"step":"ask","comment":"fine"}""", "approve ask fine", "running")]
    [InlineData("approve", "{}", "approve ask ", "running")]
    [InlineData("reject", """{"comment":"no"}""", "reject ask no", "running")]
    [InlineData("cancel", """{"reason":"enough"}""", "cancel enough", "compensating")]
    [InlineData("cancel", null, "cancel ", "compensating")]
    [InlineData("pause", null, "pause", "paused")]
    [InlineData("resume", null, "resume", "running")]
    [InlineData("retry", """{"step":"look"}""", "retry look", "running")]
    [InlineData("retry", null, "retry ", "running")]
    public async Task A_command_does_what_it_says_and_shows_the_run(string command, string? body, string call, string status)
    {
        var run = await Host.SendAsync(HttpMethod.Post, $"{s_run}/{command}", body);

        Assert.Equal([call], Host.Workflows.Calls);
        Assert.Equal(status, run["status"]!.GetValue<string>());
        Assert.Equal(("workflow_run", $"{FakeWorkflows.Run}", FakeModel.Campus), (Host.Audit.Last.ObjectType, Host.Audit.Last.ObjectId, Host.Audit.Last.ProjectId));
    }

    [Theory]
    [InlineData("signals", "{}", "name")]
    [InlineData("signals", """{"name":"go","data":[1]}""", "data")]
    [InlineData("approve", """{"comment":" "}""", "comment")]
    [InlineData("retry", """{"step":""}""", "step")]
    public async Task What_is_wrong_with_a_command_is_named(string command, string body, string field)
    {
        var refused = await Host.SendAsync(HttpMethod.Post, $"{s_run}/{command}", body, 400);

        Assert.NotNull(refused["details"]![field]);
        Assert.Empty(Host.Workflows.Calls);
    }

    [Fact]
    public async Task Only_a_step_that_waits_for_an_approval_is_decided()
    {
        Assert.Equal("step_not_waiting", (await Host.SendAsync(HttpMethod.Post, $"{s_run}/approve", """{"step":"look"}""", 409))["code"]!.GetValue<string>());
        Change(run => run with { Steps = [.. run.Steps, run.Steps[1] with { Name = "ask-too" }] });
        Assert.Equal("step_ambiguous", (await Host.SendAsync(HttpMethod.Post, $"{s_run}/approve", "{}", 409))["code"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""["vera"]""", false)]
    [InlineData("""["operator"]""", true)]
    [InlineData("""["role:operator"]""", true)]
    [InlineData("""["OTTO"]""", true)]
    [InlineData("""["administrator","user:00000000-0000-0000-0000-000000000000"]""", false)]
    [InlineData("[]", true)]
    [InlineData("\"operator\"", true)]
    [InlineData("7", false)]
    public async Task A_step_that_names_its_approvers_takes_the_word_of_these_only(string approvers, bool taken)
    {
        using var otto = await Host.SignInAsync("otto", new RoleBinding("operator", Projects: null));
        Change(run => run with { Steps = [run.Steps[1] with { InputJson = $$"""{"approvers":{{approvers}}}""" }] });

        Assert.Equal(taken ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await PostAsync(otto, "approve"));
    }

    [Fact]
    public async Task The_approvers_of_a_step_for_each_of_several_are_those_of_its_definition()
    {
        using var otto = await Host.SignInAsync("otto", new RoleBinding("operator", Projects: null));
        Host.Workflows.Save("each", """{"name":"each","steps":[{"name":"ask","uses":"approval","with":{"approvers":["${inputs.who}"]}}]}""");
        Change(run => run with { WorkflowName = "each", Steps = [run.Steps[1] with { InputJson = null, Items = [new WorkflowItemSnapshot(0, WorkflowStepStatus.Waiting, 1, null, null)] }] });

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(otto, "approve"));
    }

    [Fact]
    public async Task The_name_that_a_key_gives_itself_makes_no_approver()
    {
        var otto = await Host.CreateUserAsync("otto", new RoleBinding("operator", Projects: null));
        using var key = Host.ClientWith($"ApiKey {await Host.CreateKeyAsync(otto, Host.Time.GetUtcNow().AddDays(1))}");
        Change(run => run with { Steps = [run.Steps[1] with { InputJson = """{"approvers":["otto"]}""" }] });
        Assert.Equal(HttpStatusCode.OK, await PostAsync(key, "approve"));

        using var named = await Host.RawAsync(HttpMethod.Post, "/api/v1/api-keys", """{"name":"vera","permissions":["workflow.approve","workflow.read","project.read"]}""");
        var created = JsonNode.Parse(await named.Content.ReadAsStringAsync(Cancelled))!;
        using var posing = Host.ClientWith($"ApiKey {created["key"]}");
        Change(run => run with { Status = WorkflowRunStatus.Waiting, Steps = [run.Steps[0] with { Uses = "approval", Status = WorkflowStepStatus.Waiting, InputJson = """{"approvers":["vera"]}""" }] });
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(posing, "approve"));
    }

    [Fact]
    public async Task A_caller_of_some_projects_sees_and_commands_runs_about_these_only()
    {
        using var foreign = await Host.SignInAsync("olga", Callers.OperatorOf(FakeModel.Archive));
        using var own = await Host.SignInAsync("carl", Callers.OperatorOf(FakeModel.Campus));
        var nowhere = new Guid("ffff0000-0000-7000-8000-000000000001");
        Host.Workflows.Runs[nowhere] = FakeWorkflows.Snapshot(nowhere, "lab", 1, null, WorkflowRunStatus.Running);

        foreach (var path in new[] { s_run, $"{s_run}/history", $"{s_run}/history/export", $"{s_run}/artifacts", $"{s_run}/artifacts/lab", $"{Path}/{nowhere}" })
        {
            using var hidden = await foreign.GetAsync(new Uri(path, UriKind.Relative), Cancelled);
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(foreign, "pause"));
        Assert.Empty(Host.Workflows.Calls);
        Assert.Equal("""{"runs":[],"next":null}""", await foreign.GetStringAsync(new Uri(Path, UriKind.Relative), Cancelled));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(own, "pause"));
        Assert.Equal([FakeWorkflows.Run], Ids(JsonNode.Parse(await own.GetStringAsync(new Uri(Path, UriKind.Relative), Cancelled))!));
    }

    [Fact]
    public async Task A_viewer_commands_nothing()
    {
        using var viewer = await Host.SignInAsync("vera", Callers.Viewer);

        foreach (var command in new[] { "approve", "reject", "cancel", "pause", "resume", "retry" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(viewer, command));
        }

        Assert.Empty(Host.Workflows.Calls);
    }

    [Fact]
    public async Task A_run_is_deleted_with_a_trace_of_what_it_was()
    {
        await Host.SendAsync(HttpMethod.Delete, s_run, status: 204);

        await Host.GetAsync(s_run, 404);
        Assert.Contains("lab", Host.Audit.Last.ChangesJson, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string command)
    {
        using var response = await client.PostAsync(new Uri($"{s_run}/{command}", UriKind.Relative), null, Cancelled);
        return response.StatusCode;
    }

    private static IEnumerable<Guid> Ids(JsonNode list) => list["runs"]!.AsArray().Select(run => run!["id"]!.GetValue<Guid>());

    private void Change(Func<WorkflowRunSnapshot, WorkflowRunSnapshot> change) => Host.Workflows.Runs[FakeWorkflows.Run] = change(Host.Workflows.Runs[FakeWorkflows.Run]);
}
