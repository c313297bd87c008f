using System.Collections.Concurrent;
using System.Text.Json;
using Nms.Grains.Tests.Workflows.Steps;
using Nms.Testing;
using Nms.Workflows;
using Nms.Workflows.Engine;

namespace Nms.Grains.Tests.Workflows;

/// <summary>
/// Every commit of every workflow of the platform fails once, before it is written or after, and whatever worked on the run is gone with it. The run
/// ends as it would have, and what it did outside is there once.
/// </summary>
public sealed class BuiltInCrashTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Workflows => new MatrixTheoryData<string, bool>(BuiltInWorkflows.Sources.Keys.Order(StringComparer.Ordinal), [false, true]);

    [Theory]
    [MemberData(nameof(Workflows))]
    public async Task A_run_ends_as_it_would_have(string workflow, bool written)
    {
        await using var lab = await StepLab.StartAsync();
        var crashes = CrashAtEveryCommit(lab, written);

        var run = await OverAsync(lab, await StartAsync(lab, workflow, Inputs(lab, workflow)));

        Assert.Equal((WorkflowRunStatus.Completed, null), (run.Status, run.Error));
        Assert.All(run.Steps, step => Assert.True(step.Status == WorkflowStepStatus.Completed || (workflow, step.Name) == ("incident_response", "approve"), $"{step.Name} {step.Status}"));
        Assert.All(run.Steps, step => Assert.InRange(step.Attempts, 0, 1));
        await IsToldOnceAsync(lab, run, "workflow.completed");
        await EveryCommitCrashedAsync(lab, run, crashes);
        Assert.Equal(workflow == "incident_response" ? 1 : 0, lab.Cluster.Log.Events.Count(e => e.Type == "workflow.notification"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cut_is_undone_when_its_run_is_cancelled(bool written)
    {
        await using var lab = await StepLab.StartAsync();
        await lab.Cluster.Grains.Workflow("cut").SaveAsync(
            BuiltInWorkflows.Sources["incident_response"].Replace("name: incident_response", "name: cut", StringComparison.Ordinal)
                .Replace("  - name: notification", "  - {name: hold, uses: wait.signal, with: {name: go}}\n  - name: notification", StringComparison.Ordinal),
            "user:1",
            builtIn: false,
            Cancelled);
        var crashes = CrashAtEveryCommit(lab, written);
        var id = await StartAsync(lab, "cut", Inputs(lab, "incident_response"));
        await ShowsAsync(lab, id, shown => shown.Steps.Any(step => step is { Name: "hold", Status: WorkflowStepStatus.Waiting }));
        Assert.NotEmpty((await lab.TopologyAsync()).Links.Where(link => link.Suspended));

        await UntilItIsTakenAsync(() => lab.Cluster.Grains.WorkflowRun(id).CancelAsync("user:1", "A mistake.", Cancelled));
        var run = await OverAsync(lab, id);

        Assert.Equal(WorkflowRunStatus.Cancelled, run.Status);
        Assert.Equal(WorkflowStepStatus.Compensated, run.Steps.Single(step => step.Name == "containment").Status);
        Assert.DoesNotContain((await lab.TopologyAsync()).Links, link => link.Suspended);
        Assert.DoesNotContain(lab.Cluster.Log.Events, e => e.Type == "workflow.notification");
        await IsToldOnceAsync(lab, run, "workflow.cancelled");
        await EveryCommitCrashedAsync(lab, run, crashes);
    }

    private static object Inputs(StepLab lab, string workflow) => workflow == "incident_response"
        ? new { project_id = lab.ProjectId, node_id = "PC1", contain = true, approval = false }
        : new { project_id = lab.ProjectId };

    /// <summary>By what the history says then, and whether it is a decision or only a sign of life: an attempt that begins anew gives as many of these as it likes.</summary>
    private static ConcurrentDictionary<(long History, bool Decision), bool> CrashAtEveryCommit(StepLab lab, bool written)
    {
        var crashes = new ConcurrentDictionary<(long, bool), bool>();
        void Crash(long number, WorkflowCommit commit)
        {
            var history = RunStates.Read(commit.State).History;

            // The first is the start itself, which tells its caller that it failed.
            if (commit.Commit > 1 && crashes.TryAdd((history, commit.History is not []), true))
            {
                throw new InvalidOperationException($"The silo dies at commit {commit.Commit}.");
            }
        }

        _ = written ? lab.Cluster.Workflows.AfterCommit = Crash : lab.Cluster.Workflows.BeforeCommit = Crash;
        return crashes;
    }

    private static async Task EveryCommitCrashedAsync(StepLab lab, WorkflowRunSnapshot run, ConcurrentDictionary<(long History, bool Decision), bool> crashes)
    {
        var history = await lab.Cluster.Workflows.ReadHistoryAsync(run.RunId, 0, 1_000, Cancelled);
        Assert.Equal(history.Count(entry => entry.Type is "attempt_completed" or "cancel_requested"), crashes.Keys.Count(crash => crash.Decision));
        Assert.Equal(Enumerable.Range(1, history.Length).Select(i => (long)i), history.Select(entry => entry.Sequence));
    }

    private static async Task IsToldOnceAsync(StepLab lab, WorkflowRunSnapshot run, string end)
    {
        await lab.Cluster.WaitForEventsAsync(events => events.Any(e => e.Type == end), end, Cancelled);
        Assert.Equal(
            [("workflow.started", 1), (end, 1)],
            new[] { "workflow.started", end }.Select(type => (type, lab.Cluster.Log.Events.Count(e => e.Type == type && e.DataJson.Contains($"{run.RunId}", StringComparison.Ordinal)))));
    }

    private static async Task<Guid> StartAsync(StepLab lab, string workflow, object inputs) => (await lab.Cluster.Grains.Workflow(workflow).StartAsync(
        new WorkflowStartRequest { WorkflowName = workflow, RequestedBy = "user:00000000-0000-0000-0000-000000000001", InputsJson = JsonSerializer.Serialize(inputs) }, Cancelled)).RunId;

    private static Task<WorkflowRunSnapshot> OverAsync(StepLab lab, Guid run) => ShowsAsync(lab, run, shown => shown.IsFinished);

    private static Task<WorkflowRunSnapshot> ShowsAsync(StepLab lab, Guid run, Func<WorkflowRunSnapshot, bool> condition) => Eventually.GetsAsync(
        async token => await FindAsync(lab, run, token), shown => shown is not null && condition(shown), TimeSpan.FromSeconds(120),
        shown => shown is null ? "not there" : $"{shown.Status} {shown.Error}: {string.Join(", ", shown.Steps.Select(step => $"{step.Name} {step.Status} {step.Error}"))}", Cancelled)!;

    /// <summary>Null while the activation that would answer dies.</summary>
    private static async Task<WorkflowRunSnapshot> FindAsync(StepLab lab, Guid run, CancellationToken token)
    {
        try
        {
            return (await lab.Cluster.Grains.WorkflowRun(run).FindAsync(token))!;
        }
        catch (InvalidOperationException dies) when (dies.Message.StartsWith("The silo dies", StringComparison.Ordinal))
        {
            return null!;
        }
    }

    private static async Task UntilItIsTakenAsync(Func<Task> command)
    {
        while (await Record.ExceptionAsync(command) is { } dies)
        {
            Assert.StartsWith("The silo dies", dies.Message, StringComparison.Ordinal);
        }
    }
}
