using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Nms.Events;
using Nms.Testing;
using Nms.Workflows;
using Nms.Workflows.Steps;

namespace Nms.Grains.Tests.Workflows.Triggers;

/// <summary>Runs that start by themselves.</summary>
public sealed class TriggerTests
{
    private static readonly Guid s_project = Guid.Parse("3da59aa2-a868-4a29-b425-4e9bdc4cc924");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_starts_a_run_with_what_happened_and_once()
    {
        await using var cluster = await StartAsync();
        await SaveAsync(cluster, "on-stop", """
            name: on-stop
            inputs: {node: {type: string, required: true}}
            triggers:
              - name: stopped
                event: {types: [node.stopped], where: "${trigger.data.name != 'quiet'}"}
                inputs: {node: "${trigger.data.name}"}
            steps:
              - {name: note, uses: set, with: {was: "${inputs.node}"}}
            """);

        // The feed is followed from where it was when triggers were first looked after.
        await PublishUntilAsync(cluster, "on-stop");
        var run = await cluster.Grains.WorkflowRun((await RunsAsync(cluster, "on-stop"))[^1].RunId).FindAsync(Cancelled);

        Assert.Equal(("event:stopped", """{"was":"R1"}"""), (run!.Trigger, run.Steps[0].OutputJson));
        Assert.Equal("user:1", run.RequestedBy);
        var started = (await RunsAsync(cluster, "on-stop")).Length;
        Assert.True(started <= cluster.Log.Events.Count(e => e.DataJson.Contains("R1", StringComparison.Ordinal)), $"{started} runs");
    }

    [Fact]
    public async Task A_schedule_starts_runs_and_skips_while_one_is_under_way()
    {
        await using var cluster = await StartAsync();
        await SaveAsync(cluster, "every-second", """
            name: every-second
            triggers:
              - {name: tick, schedule: {cron: "* * * * * *"}}
            steps:
              - {name: go, uses: wait.signal, with: {name: go}}
            """);

        var first = Assert.Single(await Eventually.GetsAsync(
            _ => RunsAsync(cluster, "every-second"), runs => runs is not [], TimeSpan.FromSeconds(30), runs => $"{runs.Length} runs", Cancelled));
        await cluster.Grains.WorkflowRun(first.RunId).SignalAsync("go", "{}", "user:1", Guid.NewGuid(), Cancelled);
        var both = await Eventually.GetsAsync(
            _ => RunsAsync(cluster, "every-second"), runs => runs.Length > 1, TimeSpan.FromSeconds(30), runs => $"{runs.Length} runs", Cancelled);

        Assert.Equal(2, both.Length);
        Assert.All(both, run => Assert.Equal("schedule:tick", run.Trigger));
    }

    private static Task<NmsTestCluster> StartAsync() => NmsTestCluster.StartAsync(
        new Dictionary<string, string?>(StringComparer.Ordinal), configure: services => services.AddSingleton<IStepCatalog>(new TestKinds()));

    private static Task<WorkflowVersion> SaveAsync(NmsTestCluster cluster, string name, string source) => cluster.Grains.Workflow(name).SaveAsync(source, "user:1", builtIn: false, Cancelled);

    private static async Task<ImmutableArray<WorkflowRunRow>> RunsAsync(NmsTestCluster cluster, string workflow) =>
        await cluster.Workflows.QueryAsync(new WorkflowRunQuery { Workflows = [workflow] }, 100, Cancelled);

    private static Task<ImmutableArray<WorkflowRunRow>> PublishUntilAsync(NmsTestCluster cluster, string workflow) => Eventually.GetsAsync(
        async token =>
        {
            await cluster.Log.AppendAsync([Stopped("quiet"), Stopped("R1")], token);
            return await RunsAsync(cluster, workflow);
        },
        runs => runs.Any(run => run.IsFinished),
        TimeSpan.FromSeconds(30),
        runs => $"{runs.Length} runs",
        Cancelled);

    private static EventEnvelope Stopped(string name) => new()
    {
        EventId = Guid.CreateVersion7(),
        Type = "node.stopped",
        ProjectId = s_project,
        Priority = EventPriority.High,
        OccurredAt = TimeProvider.System.GetUtcNow(),
        DataJson = $$"""{"name":"{{name}}"}""",
    };
}
