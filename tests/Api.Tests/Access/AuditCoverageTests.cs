using System.Text;
using System.Text.Json.Nodes;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Tests.Fakes;
using Nms.Projects;

namespace Nms.Api.Tests.Access;

/// <summary>
/// Every operation of the document that writes leaves an entry that says what it changed. A new route is among them without anybody's
/// doing; this test then asks for its body, if it needs one.
/// </summary>
public sealed class AuditCoverageTests : ApiTest
{
    private const string NewPassword = "another-Heron-32-desk";
    private const string Ids = """{"project_id":"3da59aa2-a868-4a29-b425-4e9bdc4cc924","node_id":"33333333-3333-4333-8333-333333333333"}""";

    /// <summary>Writes that change nothing that could be described, and why.</summary>
    private static readonly Dictionary<string, string> s_changeNothing = new()
    {
        ["sign_in"] = "begins a session; the entry names who signed in",
        ["refresh_session"] = "the session goes on",
        ["sign_out"] = "ends the caller's own session",
        ["issue_ticket"] = "a ticket is good once, for half a minute",
        ["test_webhook"] = "sends a message; nothing is kept",
        ["validate_workflow"] = "reads a definition; nothing is kept",
        ["plan_workflow"] = "tells what would be done",
        ["refresh_server"] = "reads; the differences found become events with the same correlation id",
        ["refresh_project"] = "reads, as refresh_server",
        ["post_common_api_gns3_central_refresh_topology"] = "reads, as refresh_server",
        ["post_common_api_v1_gns3_central_topology_refresh"] = "reads, as refresh_server",
        ["post_common_api_v1_equipment_projects_projectId_discover"] = "reads; what it finds becomes events and profiles",
        ["post_common_api_v1_equipment_projects_projectId_equipment_equipmentId_test_discovery"] = "reads, as discover",
        ["post_common_api_v1_equipment_projects_projectId_test_discovery"] = "reads, as discover",
        ["post_common_api_v1_integration_gns3_detect"] = "asks the GNS3 servers whether they are there",
        ["post_common_api_gns3_central_create_module_interface"] = "tells a module its addresses; nothing is kept",
        ["post_common_api_v1_gns3_central_modules_create_interface"] = "tells a module its addresses; nothing is kept",
    };

    private static readonly Dictionary<string, string> s_bodies = new()
    {
        ["sign_in"] = $$"""{"name":"{{FakeAccess.Administrator}}","password":"{{FakeAccess.Password}}"}""",
        ["refresh_session"] = """{"refresh_token":"{refresh_token}"}""",
        ["sign_out"] = """{"refresh_token":"{refresh_token}"}""",
        ["change_password"] = $$"""{"current_password":"{{FakeAccess.Password}}","new_password":"{{NewPassword}}"}""",
        ["create_user"] = """{"name":"made","roles":[{"role":"viewer"}]}""",
        ["update_user"] = """{"display_name":"Another"}""",
        ["set_password"] = $$"""{"password":"{{NewPassword}}"}""",
        ["create_role"] = """{"name":"made","permissions":["project.read"]}""",
        ["replace_role"] = """{"permissions":["event.read"]}""",
        ["create_api_key"] = """{"name":"made","permissions":["project.read"]}""",
        ["start_discovery"] = $$"""{"project_id":"{{FakeModel.Campus}}"}""",
        ["create_discovery_schedule"] = $$$"""{"name":"made","every_seconds":3600,"discovery":{"project_id":"{{{FakeModel.Campus}}}"}}""",
        ["replace_discovery_schedule"] = $$$"""{"name":"made","every_seconds":60,"discovery":{"project_id":"{{{FakeModel.Campus}}}"}}""",
        ["create_webhook"] = """{"name":"made","url":"https://hook.example/"}""",
        ["update_webhook"] = """{"name":"another"}""",
        ["rotate_webhook_secret"] = """{"overlap_seconds":60}""",
        ["replay_webhook_dead_letters"] = "{}",
        ["create_workflow"] = """{"name":"made","steps":[]}""",
        ["save_workflow"] = """{"name":"lab","steps":[]}""",
        ["validate_workflow"] = "name: lab",
        ["plan_workflow"] = "{}",
        ["start_workflow_run"] = """{"inputs":{"password":"hush-hush"}}""",
        ["signal_workflow_run"] = """{"name":"go"}""",
        ["approve_workflow_run"] = """{"step":"ask"}""",
        ["reject_workflow_run"] = "{}",
        ["cancel_workflow_run"] = """{"reason":"enough"}""",
        ["retry_workflow_run"] = "{}",
        ["create_project"] = """{"name":"made"}""",
        ["update_project"] = """{"name":"campus-2"}""",
        ["put_project"] = """{"name":"campus-2"}""",
        ["duplicate_project"] = """{"name":"campus-2"}""",
        ["create_snapshot"] = """{"name":"before"}""",
        ["instantiate_template"] = """{"x":1,"y":2}""",
        ["create_node"] = """{"name":"PC7","node_type":"vpcs"}""",
        ["update_node"] = """{"name":"PC8"}""",
        ["duplicate_node"] = """{"x":1,"y":2}""",
        ["type_console_commands"] = """{"commands":["show ip"]}""",
        ["write_node_file"] = "ip 10.0.0.2",
        ["create_link"] = $$"""{"nodes":[{"node_id":"{{FakeModel.Router}}"},{"node_id":"{{FakeModel.Pc}}"}]}""",
        ["update_link"] = """{"suspend":true}""",
        ["start_capture"] = """{"capture_file_name":"a.pcap"}""",
        ["post_common_api_v1_celery_trigger"] = """{"task_name":"monitoring.tasks.collect_metrics"}""",
        ["post_gns3_projects"] = """{"action":"activate_for_testing","project_id":"3da59aa2-a868-4a29-b425-4e9bdc4cc924"}""",
        ["post_common_api_gns3_central_create_module_interface"] = """{"module_name":"monitoring"}""",
        ["post_common_api_v1_gns3_central_modules_create_interface"] = """{"module_name":"monitoring"}""",
    };

    [Fact]
    public async Task Every_write_of_the_document_leaves_an_entry_that_says_what_changed()
    {
        var document = await Host.GetAsync("/swagger/v1/swagger.json");
        var writes = document["paths"]!.AsObject()
            .Where(path => !IsOfModules(path.Key) && path.Key != OfConnection)
            .SelectMany(path => path.Value!.AsObject().Where(operation => operation.Key is not ("get" or "parameters"))
                .Select(operation => (Path: path.Key, Method: operation.Key, Name: operation.Value!["operationId"]!.GetValue<string>(), HasBody: operation.Value["requestBody"] is not null)))
            .OrderBy(write => write.Name == "change_password")
            .ToList();
        Assert.NotEmpty(writes);

        var silent = new List<string>();
        foreach (var write in writes)
        {
            var (status, text) = await RunAsync(write.Path, write.Method, write.Name, write.HasBody);
            var record = Host.Audit.Last;
            if (status >= 400 || record.Action != write.Name || record.Outcome != AuditOutcome.Succeeded)
            {
                silent.Add($"{write.Name} answered {status} and left {record.Action}: {text}");
            }
            else if (record.ChangesJson is null != s_changeNothing.ContainsKey(write.Name))
            {
                silent.Add($"{write.Name} says that it changed {record.ChangesJson ?? "nothing"}");
            }
            else if (write.Method == "delete" && !record.ChangesJson!.Contains(@"""name"":{""old"":""", StringComparison.Ordinal) && write.Name != "delete_link")
            {
                silent.Add($"{write.Name} does not name what it took away: {record.ChangesJson}");
            }
        }

        Assert.Empty(silent);
    }

    // It needs a connection that is open: the tests of the feed have one.
    private const string OfConnection = "/api/v1/events/connections/{connectionId}";

    // They need a silo with modules: HubAuditTests has one.
    private static bool IsOfModules(string path) =>
        new[] { "/api/v1/modules", "/api/v1/messages", "/api/v1/hub", "/api/common/api/v1/hub/", "/api/common/api/v1/integration/messages/" }
            .Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal));

    [Fact]
    public void A_command_on_many_nodes_is_described_up_to_a_bound()
    {
        var nodes = Enumerable.Range(0, 300).Select(i => new NodeChange(
            Guid.Parse($"00000000-0000-4000-8000-{i:D12}"), new string('n', 255), "stopped", i % 3 == 0 ? "stopped" : "started", i == 0 ? new string('e', 999) : null)).ToList();

        var changes = JsonNode.Parse(AuditChanges.Of(nodes))!.AsObject();

        Assert.Equal((99, 151), (changes["unchanged"]!.GetValue<int>(), changes["left_out"]!.GetValue<int>()));
        Assert.Equal(52, changes.Count);
        Assert.StartsWith("eee", changes["00000000-0000-4000-8000-000000000000"]!["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(changes.ToJsonString()), 1, 16 * 1024);
    }

    [Fact]
    public async Task A_read_of_what_the_caller_may_not_see_is_recorded_as_a_refusal()
    {
        using var limited = await Host.SignInAsync("limited", Callers.OperatorOf(FakeModel.Archive));

        using var hidden = await limited.GetAsync(Project, Cancelled);
        var missing = Host.Audit.Last;
        await Host.GetAsync($"/api/v1/projects/{Guid.NewGuid()}", 404);

        Assert.Equal(("get_project", 404, AuditOutcome.Refused, "limited"), (missing.Action, missing.Status, missing.Outcome, missing.PrincipalName));
        Assert.Same(missing, Host.Audit.Last);
    }

    private async Task<(int Status, string Text)> RunAsync(string path, string method, string name, bool hasBody)
    {
        Model.Fill();
        Host.Workflows.Fill();
        foreach (var workflow in new[] { "security_testing_full_workflow", "collect_metrics", "monitor_security_alerts", "discover_network_devices" })
        {
            Host.Workflows.Save(workflow, "{}", builtIn: true);
        }

        Model.Change(FakeModel.Campus, topology => topology with
        {
            Project = topology.Project with { Status = name.Contains("open", StringComparison.Ordinal) || name == "post_gns3_projects" ? ProjectStatus.Closed : ProjectStatus.Opened },
            Links = [.. topology.Links.Select(link => link with { Capturing = name == "stop_capture" })],
        });
        var body = !hasBody ? null : s_bodies.TryGetValue(name, out var own) ? await WithTokenAsync(own) : Ids;
        using var response = await Host.RawAsync(
            new HttpMethod(method.ToUpperInvariant()), await AddressAsync(path, name), body, name == "write_node_file" ? "application/octet-stream" : "application/json");
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancelled));
    }

    private async Task<string> WithTokenAsync(string body) => !body.Contains("{refresh_token}", StringComparison.Ordinal) ? body : body.Replace(
        "{refresh_token}",
        (await Host.SendAsync(HttpMethod.Post, "/api/v1/auth/token", s_bodies["sign_in"]))["refresh_token"]!.GetValue<string>(),
        StringComparison.Ordinal);

    private async Task<string> AddressAsync(string path, string name)
    {
        var address = new StringBuilder(path)
            .Replace("{projectId}", $"{FakeModel.Campus}")
            .Replace("{nodeId}", $"{FakeModel.Pc}")
            .Replace("{linkId}", $"{FakeModel.Link}")
            .Replace("{snapshotId}", $"{FakeModel.Snapshot}")
            .Replace("{templateId}", $"{FakeModel.Template}")
            .Replace("{runId}", $"{FakeDiscovery.Run}")
            .Replace("{scheduleId}", $"{FakeDiscovery.Schedule}")
            .Replace("{equipmentId}", $"{FakeModel.Pc}")
            .Replace("{project}", $"{FakeModel.Campus}")
            .Replace("{equipment}", $"{FakeModel.Pc}")
            .Replace("{path}", "startup.vpc")
            .Replace("{name}", "lab");
        var own = name.Replace('_', '-');
        if (path.Contains("{userId}", StringComparison.Ordinal))
        {
            address.Replace("{userId}", $"{(await Host.CreateUserAsync(own)).Id}");
        }

        if (path.Contains("{role}", StringComparison.Ordinal))
        {
            address.Replace("{role}", await Host.CreateRoleAsync(own, Permissions.ProjectRead));
        }

        if (path.Contains("{webhookId}", StringComparison.Ordinal))
        {
            var created = await Host.SendAsync(HttpMethod.Post, "/api/v1/webhooks", s_bodies["create_webhook"], 201);
            address.Replace("{webhookId}", created["webhook"]!["id"]!.GetValue<string>());
        }

        if (path.Contains("{keyId}", StringComparison.Ordinal))
        {
            var key = await Host.SendAsync(HttpMethod.Post, "/api/v1/api-keys", """{"name":"short-lived","permissions":["project.read"]}""", 201);
            address.Replace("{keyId}", key["details"]!["key_id"]!.GetValue<string>());
        }

        return address.ToString();
    }
}
