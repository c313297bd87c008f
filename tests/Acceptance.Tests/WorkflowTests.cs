using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Nms.Lab;
using Nms.Testing;
using Nms.Testing.Servers;

namespace Nms.Acceptance.Tests;

/// <summary>Workflows as a newcomer runs them, on the Lab's campus, in a hub that is killed while they are under way.</summary>
public sealed class WorkflowTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(6);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The definition is the one of docs/how-to/write-a-workflow.md, as it stands there.</summary>
    [Fact]
    public async Task The_workflow_of_the_guide_ends_well_in_a_hub_that_is_killed_in_every_step()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Port = 0, ConsolePortFrom = 0 }, cancellationToken: Cancellation);
        using var folder = new TempFolder();
        KeyValuePair<string, string>[] settings = [new("Gns3__Servers__default__Url", $"{lab.Url}"), new("Gns3__Servers__default__IsLab", "true")];
        var project = await ProjectAsync(lab);
        var link = await LinkAsync(lab, project, "PC1");

        var run = Guid.Empty;
        var process = await StartAsync(folder, settings, lab);
        foreach (var step in new[] { "snapshot", "up", "slow", "check", "restore" })
        {
            using (var hub = new Hub(process))
            {
                if (run == Guid.Empty)
                {
                    await SaveAsync(hub, "latency-check", Guide());
                    run = await BeginAsync(hub, "latency-check", new { project_id = project, link_id = link });
                }

                await ShowsAsync(hub, run, shown => Status(shown, step) is not "pending");
            }

            await process.KillAsync();
            await process.DisposeAsync();
            process = await StartAsync(folder, settings, lab);
        }

        await using var last = process;
        using var after = new Hub(last);
        var over = await ShowsAsync(after, run, shown => shown.GetProperty("ended_at").ValueKind != JsonValueKind.Null);

        Assert.True(over.GetProperty("status").GetString() == "completed", $"{over}");
        Assert.InRange(Step(over, "check").GetProperty("output").GetProperty("maximum_rtt_ms").GetDouble(), 200, 1_000);
        Assert.Equal(0, Step(over, "check").GetProperty("output").GetProperty("unreachable_count").GetInt32());
        Assert.Equal("{}", await FiltersAsync(lab, project, "PC1"));
        Assert.Single(await SnapshotsAsync(lab, project));
        var log = await after.EventsAsync(Cancellation);
        Assert.Equal(
            [("workflow.started", 1), ("workflow.notification", 1), ("workflow.completed", 1)],
            new[] { "workflow.started", "workflow.notification", "workflow.completed" }.Select(type => (type, log.Count(e => e.Type == type))));
    }

    [Fact]
    public async Task The_full_test_of_a_lab_gives_real_results_although_its_hub_is_killed()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Port = 0, ConsolePortFrom = 0 }, cancellationToken: Cancellation);
        using var folder = new TempFolder();
        KeyValuePair<string, string>[] settings = [new("Gns3__Servers__default__Url", $"{lab.Url}"), new("Gns3__Servers__default__IsLab", "true")];
        var project = await ProjectAsync(lab);

        Guid run;
        await using (var first = await StartAsync(folder, settings, lab))
        {
            using var hub = new Hub(first);
            run = await BeginAsync(hub, "security_testing_full_workflow", new { project_id = project });
            await ShowsAsync(hub, run, shown => Status(shown, "start_network_monitoring") is "running");
            await first.KillAsync();
        }

        await using var second = await StartAsync(folder, settings, lab);
        using var after = new Hub(second);
        var over = await ShowsAsync(after, run, shown => shown.GetProperty("ended_at").ValueKind != JsonValueKind.Null);

        Assert.True(over.GetProperty("status").GetString() == "completed", $"{over}");
        Assert.All(over.GetProperty("steps").EnumerateArray(), step => Assert.Equal(("completed", JsonValueKind.Object), (step.GetProperty("status").GetString(), step.GetProperty("output").ValueKind)));
        var startup = Step(over, "project_startup").GetProperty("output");
        Assert.Equal((0, startup.GetProperty("total_nodes").GetInt32()), (startup.GetProperty("failed_nodes").GetInt32(), startup.GetProperty("started_nodes").GetInt32()));
        Assert.True(Step(over, "network_device_discovery").GetProperty("output").GetProperty("completed_targets").GetInt32() > 0);
        Assert.True(Step(over, "start_qos_monitoring").GetProperty("output").GetProperty("measured_count").GetInt32() > 0, $"{Step(over, "start_qos_monitoring")}");
        Assert.NotEmpty(over.GetProperty("outputs").GetProperty("findings").EnumerateArray());
    }

    /// <summary>A hub that shows the whole lab.</summary>
    private static async Task<NmsProcess> StartAsync(TempFolder folder, KeyValuePair<string, string>[] settings, LabServer lab)
    {
        using var gns3 = new Gns3(lab.Url);
        var process = await NmsProcess.StartAsync(folder.Path, settings, Cancellation);
        using var hub = new Hub(process);
        var names = (await gns3.NodesAsync(Cancellation)).Count;
        await Eventually.GetsAsync(hub.NodesAsync, nodes => nodes.Count == names, s_patience, nodes => $"{nodes.Count} of {names} nodes", Cancellation);
        return process;
    }

    private static string Guide()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/how-to/write-a-workflow.md")).ReplaceLineEndings("\n");
        var begin = page.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        return page[begin..page.IndexOf("```", begin, StringComparison.Ordinal)];
    }

    private static async Task SaveAsync(Hub hub, string name, string source)
    {
        using var content = new StringContent(source, Encoding.UTF8, "application/yaml");
        using var answer = await hub.Http.PutAsync(new Uri($"/api/v1/workflows/{name}", UriKind.Relative), content, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private static async Task<Guid> BeginAsync(Hub hub, string name, object inputs)
    {
        using var answer = await hub.Http.PostAsJsonAsync(new Uri($"/api/v1/workflows/{name}/runs", UriKind.Relative), new { inputs }, Cancellation);
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonElement.Parse(body).GetProperty("id").GetGuid();
    }

    private static Task<JsonElement> ShowsAsync(Hub hub, Guid run, Func<JsonElement, bool> condition) => Eventually.GetsAsync(
        token => hub.GetAsync($"/api/v1/workflow-runs/{run}", token), condition, s_patience, shown => $"{shown}", Cancellation);

    private static JsonElement Step(JsonElement run, string name) => run.GetProperty("steps").EnumerateArray().Single(step => step.GetProperty("name").GetString() == name);

    private static string? Status(JsonElement run, string step) => Step(run, step).GetProperty("status").GetString();

    private static async Task<Guid> ProjectAsync(LabServer lab) =>
        (await AskAsync(lab, "/v2/projects")).EnumerateArray().Single(project => project.GetProperty("name").GetString() == "campus").GetProperty("project_id").GetGuid();

    private static async Task<Guid> LinkAsync(LabServer lab, Guid project, string node) => (await LinkOfAsync(lab, project, node)).GetProperty("link_id").GetGuid();

    private static async Task<string> FiltersAsync(LabServer lab, Guid project, string node) => (await LinkOfAsync(lab, project, node)).GetProperty("filters").GetRawText();

    private static async Task<IReadOnlyList<JsonElement>> SnapshotsAsync(LabServer lab, Guid project) => [.. (await AskAsync(lab, $"/v2/projects/{project}/snapshots")).EnumerateArray()];

    private static async Task<JsonElement> LinkOfAsync(LabServer lab, Guid project, string node)
    {
        var id = (await AskAsync(lab, $"/v2/projects/{project}/nodes")).EnumerateArray().Single(one => one.GetProperty("name").GetString() == node).GetProperty("node_id").GetGuid();
        return (await AskAsync(lab, $"/v2/projects/{project}/links")).EnumerateArray()
            .Single(link => link.GetProperty("nodes").EnumerateArray().Any(end => end.GetProperty("node_id").GetGuid() == id));
    }

    private static async Task<JsonElement> AskAsync(LabServer lab, string path)
    {
        using var http = new HttpClient { BaseAddress = lab.Url };
        return await http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), Cancellation);
    }
}
