using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Compatibility;

/// <summary>What test programs and start-up scripts call to get a lab running.</summary>
public sealed class Gns3AppTests : PublishedTest
{
    private static readonly string s_project = $"/api/gns3/projects/{FakeModel.Campus}";

    [Theory]
    [InlineData("/api/gns3/server/status/?force=true")]
    [InlineData("/api/gns3/server/status/?force=True")]
    [InlineData("/api/gns3/server/status/")]
    public async Task The_server_status_says_whether_gns3_can_be_used(string path)
    {
        var status = await Host.GetAsync(path);

        Shape.Holds(status,
            "is_available:flag", "version:text", "error_message:text?", "projects_count:number", "last_check:time", "response_time_ms:number?",
            "server_mode:text", "detection_status:text");
        Assert.True(status["is_available"]!.GetValue<bool>());
        Assert.Equal("2.2.59", status["version"]!.GetValue<string>());
    }

    [Fact]
    public async Task Force_asks_gns3_and_a_wrong_force_is_named()
    {
        Model.Failure = new Gns3UnavailableException("gns3_unreachable", "Nobody answers.");

        var asked = await Host.GetAsync("/api/gns3/server/status/?force=true");
        var known = await Host.GetAsync("/api/gns3/server/status/?force=false");

        Assert.False(asked["is_available"]!.GetValue<bool>());
        Assert.Equal("Nobody answers.", asked["error_message"]!.GetValue<string>());
        Assert.True(known["is_available"]!.GetValue<bool>());
        IsProblem(await Host.GetAsync("/api/gns3/server/status/?force=maybe", status: 400), 400, "validation_error", "force");
    }

    [Fact]
    public async Task Projects_and_nodes_are_arrays()
    {
        var projects = (await Host.GetAsync("/api/gns3/projects/")).AsArray();
        var nodes = (await Host.GetAsync(s_project + "/nodes/")).AsArray();

        Assert.Equal(["archive", "campus"], Names(projects));
        Shape.Holds(projects[1]!, "project_id:text", "name:text", "status:text", "path:text", "nodes:list");
        Assert.Equal(["R1", "SW1", "PC1", "Cloud1"], Names(nodes));
        Shape.Holds(nodes[2]!, "node_id:text", "name:text", "status:text", "console:number", "console_host:text", "console_type:text");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_project_is_opened_and_closed_by_either_method(string method)
    {
        var opened = await Host.SendAsync(new HttpMethod(method), $"/api/gns3/projects/{FakeModel.Archive}/open/");
        var closed = await Host.SendAsync(new HttpMethod(method), $"/api/gns3/projects/{FakeModel.Archive}/close/");

        Shape.Holds(opened, "success:flag", "project_id:text", "name:text", "status:text", "message:text", "timestamp:time");
        Assert.Equal("opened", opened["status"]!.GetValue<string>());
        Assert.Equal("closed", closed["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Activating_a_project_opens_it_and_other_actions_are_refused()
    {
        var answer = await PostAsync("/api/gns3/projects/", $$"""{"action":"activate_for_testing","project_id":"{{FakeModel.Archive}}"}""");

        Assert.Equal("opened", answer["status"]!.GetValue<string>());
        IsProblem(await PostAsync("/api/gns3/projects/", """{"action":"explode"}""", status: 400), 400, "validation_error", "action", "project_id");
    }

    [Theory]
    [InlineData("start_all_nodes/", """{"wait_for_completion":true,"timeout":120}""")]
    [InlineData("start/", null)]
    [InlineData("../../startup-status/{0}/start_complete/", """{"wait_for_completion":true,"max_wait_time":120}""")]
    public async Task Starting_all_nodes_tells_which_are_started_and_which_are_not(string path, string? body)
    {
        var answer = await PostAsync($"{s_project}/{path.Replace("{0}", $"{FakeModel.Campus}", StringComparison.Ordinal)}", body);

        Shape.Holds(answer,
            "success:flag", "status:text", "message:text", "project_id:text", "started_nodes:list", "failed_nodes:list", "completed:flag", "timestamp:time");
        Assert.Equal("success", answer["status"]!.GetValue<string>());
        Assert.True(answer["success"]!.GetValue<bool>());
        Assert.Equal(["R1", "SW1", "PC1"], Names(answer["started_nodes"]!));
        Assert.Equal("A cloud cannot be started.", answer["failed_nodes"]![0]!["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_time_that_is_over_is_answered_with_what_is_started_so_far()
    {
        await using var host = await ApiHost.StartAsync(realTime: true);
        var gate = new TaskCompletionSource();
        (host.Model.Gate, host.Model.Gated) = (gate.Task, "Start all");

        var answer = await host.SendAsync(HttpMethod.Post, s_project + "/start_all_nodes/", """{"timeout":1}""");
        gate.SetResult();

        Assert.False(answer["completed"]!.GetValue<bool>());
        Assert.Equal(["R1", "SW1", "Cloud1"], Names(answer["started_nodes"]!));
        Assert.Equal(["PC1"], Names(answer["failed_nodes"]!));
    }

    [Fact]
    public async Task Who_does_not_wait_is_answered_at_once()
    {
        var gate = new TaskCompletionSource();
        (Model.Gate, Model.Gated) = (gate.Task, "Start all");

        var answer = await PostAsync(s_project + "/start_all_nodes/", """{"wait_for_completion":false}""");
        gate.SetResult();

        Assert.True(answer["success"]!.GetValue<bool>());
        Assert.False(answer["completed"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("""{"timeout":"soon"}""", "timeout")]
    [InlineData("""{"timeout":0}""", "timeout")]
    [InlineData("""{"max_wait_time":1e9}""", "max_wait_time")]
    [InlineData("""{"wait_for_completion":"perhaps"}""", "wait_for_completion")]
    public async Task Waiting_times_that_make_no_sense_are_named(string body, string field)
    {
        IsProblem(await PostAsync(s_project + "/start_all_nodes/", body, status: 400), 400, "validation_error", field);
    }
}
