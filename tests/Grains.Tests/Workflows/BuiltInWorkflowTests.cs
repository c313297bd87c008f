using System.Text.Json;
using Nms.Grains.Tests.Workflows.Steps;
using Nms.Testing;
using Nms.Workflows;
using Nms.Workflows.Definitions;

namespace Nms.Grains.Tests.Workflows;

/// <summary>The workflows of the platform, on the Lab's campus.</summary>
public sealed class BuiltInWorkflowTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_definition_is_without_fault()
    {
        await using var lab = await StepLab.StartAsync();

        Assert.Equal(["equipment_discovery", "incident_response", "security_testing_full_workflow", "topology_update"], BuiltInWorkflows.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.All(BuiltInWorkflows.Sources, source =>
        {
            var (definition, faults) = DefinitionReader.Read(source.Value, lab.Kinds);
            Assert.Empty(faults);
            Assert.Equal(source.Key, definition!.Name);
        });
    }

    [Fact]
    public async Task A_node_is_cut_off_when_somebody_approves()
    {
        await using var lab = await StepLab.StartAsync();
        var start = await StartAsync(lab, "incident_response", new { project_id = lab.ProjectId, node_id = "PC1", contain = true });
        var run = lab.Cluster.Grains.WorkflowRun(start.RunId);
        await ShowsAsync(lab, start.RunId, shown => shown.Steps[2].Status == WorkflowStepStatus.Waiting);

        await run.DecideAsync("approve", approve: true, "do it", "user:1", Cancelled);
        var over = await ShowsAsync(lab, start.RunId, shown => shown.IsFinished);

        Assert.Equal((WorkflowRunStatus.Completed, null), (over.Status, over.Error));
        Assert.All((await lab.TopologyAsync()).Links.Where(link => link.Endpoints.Any(end => end.NodeId == NodeOf(over))), link => Assert.True(link.Suspended));
        Assert.Contains(lab.Cluster.Log.Events, e => e.Type == "workflow.notification" && e.DataJson.Contains("PC1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_containment_nothing_is_touched()
    {
        await using var lab = await StepLab.StartAsync();
        var start = await StartAsync(lab, "incident_response", new { project_id = lab.ProjectId, node_id = "PC1" });

        var over = await ShowsAsync(lab, start.RunId, shown => shown.IsFinished);

        Assert.Equal((WorkflowRunStatus.Completed, WorkflowStepStatus.Skipped), (over.Status, over.Steps[3].Status));
        Assert.DoesNotContain((await lab.TopologyAsync()).Links, link => link.Suspended);
    }

    private static Guid NodeOf(WorkflowRunSnapshot run) => JsonElement.Parse(run.Steps[1].OutputJson!).GetProperty("node_id").GetGuid();

    private static Task<WorkflowStart> StartAsync(StepLab lab, string workflow, object inputs) => lab.Cluster.Grains.Workflow(workflow).StartAsync(
        new WorkflowStartRequest { WorkflowName = workflow, RequestedBy = "user:00000000-0000-0000-0000-000000000001", InputsJson = JsonSerializer.Serialize(inputs) }, Cancelled);

    private static Task<WorkflowRunSnapshot> ShowsAsync(StepLab lab, Guid run, Func<WorkflowRunSnapshot, bool> condition) => Eventually.GetsAsync(
        async token => (await lab.Cluster.Grains.WorkflowRun(run).FindAsync(token))!, condition, TimeSpan.FromSeconds(60),
        shown => $"{shown.Status} {shown.Error}: {string.Join(", ", shown.Steps.Select(step => $"{step.Name} {step.Status} {step.Error}"))}", Cancelled);
}
