using System.Text.Json.Nodes;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Compatibility;

/// <summary>Workflows and tasks, called as the clients of the former hub call them.</summary>
public sealed class WorkflowCallsTests : PublishedTest
{
    private const string Prefix = "/api/common/api/v1/";
    private const string Full = """{"name":"security_testing_full_workflow","steps":[{"name":"project_startup","uses":"gns3_integration/start_project_complete","timeout":"1m30s"},{"name":"wait","uses":"wait.timer","timeouts":{"run":"60s"}},{"name":"last","uses":"set"}]}""";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Host.Workflows.Save("security_testing_full_workflow", Full, builtIn: true);
        Host.Workflows.Save("collect_metrics", """{"name":"collect_metrics","steps":[]}""", builtIn: true);
    }

    [Fact]
    public async Task The_workflows_of_the_contract_are_listed_with_module_action_and_seconds()
    {
        var listed = await Host.GetAsync(Prefix + "hub/workflows/");
        var workflow = listed["workflows"]!["security_testing_full_workflow"]!;

        Assert.Equal(1, listed["total_count"]!.GetValue<int>());
        Assert.Equal(3, workflow["total_steps"]!.GetValue<int>());
        Assert.Equal(
            """{"step_name":"project_startup","module":"gns3_integration","action":"start_project_complete","timeout":90}""", workflow["steps"]![0]!.ToJsonString());
        Assert.Equal(60, workflow["steps"]![1]!["timeout"]!.GetValue<double>());
        Assert.Null(workflow["steps"]![2]!["module"]);
    }

    [Theory]
    [InlineData(Prefix)]
    [InlineData("/api/common/integration/")]
    public async Task Executing_a_workflow_answers_the_id_of_its_run_as_workflow_and_as_task(string prefix)
    {
        var started = await Host.SendAsync(
            HttpMethod.Post, prefix + "hub/workflows/execute/",
            $$$"""{"workflow_name":"security_testing_full_workflow","initial_data":{"project_id":"{{{FakeModel.Campus}}}","session_id":"s-9","trigger_source":"tests","password":"hush"}}""");
        var run = await Host.GetAsync($"{prefix}hub/workflows/runs/{started["workflow_id"]}/");
        var start = Assert.Single(Host.Workflows.Starts);

        Assert.Equal(("started", "security_testing_full_workflow"), (started["status"]!.GetValue<string>(), started["workflow_name"]!.GetValue<string>()));
        Assert.Equal(started["workflow_id"]!.GetValue<Guid>(), started["task_id"]!.GetValue<Guid>());
        Assert.Equal(started["workflow_id"]!.GetValue<Guid>(), run["id"]!.GetValue<Guid>());
        Assert.True(start.IgnoreUnknownInputs);
        Assert.Equal("""{"session_id":"s-9","trigger_source":"tests"}""", start.TriggerJson);
        Assert.DoesNotContain("hush", Host.Audit.Last.ChangesJson, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"workflow_name":"no_such"}""", "workflow_not_found")]
    [InlineData("""{"workflow_name":"../../x"}""", "workflow_not_found")]
    [InlineData("{}", "validation_error")]
    public async Task A_workflow_that_is_none_is_a_bad_request(string body, string code)
    {
        var refused = await Host.SendAsync(HttpMethod.Post, Prefix + "hub/workflows/execute/", body, 400);

        Assert.Equal(code, refused["code"]!.GetValue<string>());
        Assert.Empty(Host.Workflows.Starts);
    }

    [Fact]
    public async Task The_action_of_the_data_is_honoured_where_a_workflow_of_the_platform_has_its_name()
    {
        Host.Workflows.Save("coordinate_inter_module_communication", """{"name":"coordinate_inter_module_communication","steps":[]}""", builtIn: true);

        var honoured = await ExecuteAsync("coordinate_inter_module_communication");
        var ofUser = await ExecuteAsync("lab");
        var unknown = await ExecuteAsync("start_collection");

        Assert.Equal("coordinate_inter_module_communication", honoured);
        Assert.Equal("security_testing_full_workflow", ofUser);
        Assert.Equal("security_testing_full_workflow", unknown);

        async Task<string> ExecuteAsync(string action) => (await Host.SendAsync(
            HttpMethod.Post, Prefix + "hub/workflows/execute/", $$$"""{"workflow_name":"security_testing_full_workflow","initial_data":{"action":"{{{action}}}"}}"""))["workflow_name"]!.GetValue<string>();
    }

    [Fact]
    public async Task Tasks_are_those_of_the_contract_that_have_a_workflow()
    {
        var listed = await Host.GetAsync(Prefix + "celery/tasks/");
        var triggered = await Host.SendAsync(
            HttpMethod.Post, Prefix + "celery/trigger/", """{"task_name":"monitoring.tasks.collect_metrics","args":[],"kwargs":{"x":1},"trigger_source":"tests"}""");

        Assert.Equal("""["monitoring.tasks.collect_metrics"]""", listed["available_tasks"]!.ToJsonString());
        Assert.Equal(("monitoring.tasks.collect_metrics", "triggered"), (triggered["task_name"]!.GetValue<string>(), triggered["status"]!.GetValue<string>()));
        Assert.Equal("tests", triggered["kwargs"]!["trigger_source"]!.GetValue<string>());
        Assert.Equal("collect_metrics", Host.Workflows.Runs[triggered["task_id"]!.GetValue<Guid>()].WorkflowName);
    }

    [Theory]
    [InlineData("""{"task_name":"os.system"}""", 400, "task_name")]
    [InlineData("""{"task_name":"lab.tasks.lab"}""", 400, "task_name")]
    [InlineData("""{"task_name":"monitoring.tasks.collect_metrics","countdown":5}""", 400, "countdown")]
    [InlineData("""{"task_name":"monitoring.tasks.collect_metrics","args":["a"]}""", 400, "args")]
    [InlineData("""{"task_name":"ai_assistant.tasks.check_ai_services_health"}""", 404, null)]
    public async Task No_other_task_is_triggered(string body, int status, string? field)
    {
        var refused = await Host.SendAsync(HttpMethod.Post, Prefix + "celery/trigger/", body, status);

        Assert.True(field is null ? refused["code"]!.GetValue<string>() == "task_unavailable" : refused["details"]![field] is not null, refused.ToJsonString());
        Assert.Empty(Host.Workflows.Starts);
    }

    [Fact]
    public async Task Watching_over_the_network_tells_which_task_began_and_which_has_no_workflow()
    {
        Assert.Equal("task_unavailable", (await Host.SendAsync(HttpMethod.Post, Prefix + "security/monitor/", "{}", 404))["code"]!.GetValue<string>());
        Host.Workflows.Save("discover_network_devices", """{"name":"discover_network_devices","steps":[]}""", builtIn: true);

        var watched = await Host.SendAsync(HttpMethod.Post, Prefix + "network/monitor/", """{"scan_ranges":["10.0.0.0/24"]}""");

        Assert.Equal(("triggered", "start_network_monitoring"), (watched["status"]!.GetValue<string>(), watched["action"]!.GetValue<string>()));
        Assert.Equal("network_management.tasks.discover_network_devices", Assert.Single(watched["triggered_tasks"]!.AsArray())!["task_name"]!.GetValue<string>());
        Assert.Equal("""["network_management.tasks.update_device_statuses"]""", watched["unavailable_tasks"]!.ToJsonString());
        Assert.Equal("""["10.0.0.0/24"]""", watched["scan_ranges"]!.ToJsonString());
        Assert.Equal("""{"action":"start_network_monitoring","scan_ranges":["10.0.0.0/24"]}""", Assert.Single(Host.Workflows.Starts).InputsJson);
    }

    [Fact]
    public async Task The_security_workflow_has_an_address_of_its_own()
    {
        var started = await Host.SendAsync(
            HttpMethod.Post, Prefix + "celery/trigger-security-workflow/", $$"""{"project_id":"{{FakeModel.Campus}}","target_ips":["10.0.0.1"],"test_level":"basic","intensity":"low"}""");

        Assert.Equal("security_testing_full_workflow", started["workflow_name"]!.GetValue<string>());
        Assert.Equal("""["10.0.0.1"]""", JsonNode.Parse(Assert.Single(Host.Workflows.Starts).InputsJson)!["target_ips"]!.ToJsonString());
    }

    [Fact]
    public async Task Results_are_those_of_the_runs_of_a_session()
    {
        var results = await Host.GetAsync(Prefix + "integration/results/?session_id=s-1");
        var other = await Host.GetAsync(Prefix + "integration/results/?session_id=s-2");
        var all = await Host.GetAsync(Prefix + "integration/results/");

        Assert.Equal("""["monitoring"]""", results["activated_modules"]!.ToJsonString());
        Assert.Equal(FakeWorkflows.Run, Assert.Single(results["runs"]!.AsArray())!["workflow_id"]!.GetValue<Guid>());
        Assert.Equal((0, 0), (other["total_alerts"]!.GetValue<int>(), other["activated_modules"]!.AsArray().Count));
        Assert.Single(all["runs"]!.AsArray());
    }
}
