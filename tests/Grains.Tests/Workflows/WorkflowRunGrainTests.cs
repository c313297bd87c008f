using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nms.Testing;
using Nms.Workflows;
using Nms.Workflows.Steps;

namespace Nms.Grains.Tests.Workflows;

/// <summary>Runs as grains, over a store that outlives them.</summary>
public sealed class WorkflowRunGrainTests
{
    private const string Chain = """
        name: chain
        inputs:
          secret: {type: string, secret: true}
        steps:
          - {name: one, uses: test.work, with: {n: 1, word: "${inputs.secret}"}, compensate: {uses: test.undo, with: {of: "${output}"}}}
          - {name: two, uses: test.work, with: {n: 2}, compensate: {uses: test.undo, with: {of: "${output}"}}}
          - {name: three, uses: test.work, with: {n: 3}}
        outputs: {last: "${steps.three.output.n}"}
        """;

    private readonly ConcurrentDictionary<Guid, int> _effects = new();
    private readonly ConcurrentQueue<string> _done = new();
    private Func<StepAttempt, CancellationToken, Task> _before = (_, _) => Task.CompletedTask;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_does_its_steps_and_tells_of_them()
    {
        await using var cluster = await StartAsync();
        var start = await SaveAndStartAsync(cluster, Chain);

        var run = await cluster.Grains.WorkflowRun(start.RunId).WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        Assert.Equal((WorkflowRunStatus.Completed, """{"last":3}"""), (run.Status, run.OutputsJson));
        Assert.Equal(["one", "two", "three"], _done);
        var history = await cluster.Workflows.ReadHistoryAsync(start.RunId, 0, 1_000, Cancelled);
        Assert.Equal(["run_started", "run_completed"], [history[0].Type, history[^1].Type]);
        await cluster.WaitForEventsAsync(
            events => events.Any(e => e.Type == "workflow.completed") && events.Count(e => e.Type == "workflow.step_completed") == 3, "the end of the run", Cancelled);
    }

    [Fact]
    public async Task A_secret_reaches_its_step_and_is_shown_nowhere()
    {
        var word = "";
        _before = (attempt, _) =>
        {
            word = attempt.Step == "one" ? attempt.Inputs.GetProperty("word").GetString() : word;
            return Task.CompletedTask;
        };
        await using var cluster = await StartAsync();
        var start = await SaveAndStartAsync(cluster, Chain, """{"secret":"quote \" and ü"}""");

        var run = await cluster.Grains.WorkflowRun(start.RunId).WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        Assert.Equal("quote \" and ü", word);
        var shown = run.ToString() + string.Concat(run.Steps) + string.Concat((await cluster.Workflows.ReadHistoryAsync(start.RunId, 0, 1_000, Cancelled)).Select(entry => entry.DataJson));
        Assert.DoesNotContain("and ü", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("and \\u00fc", shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("nms-secret", shown, StringComparison.Ordinal);
    }

    /// <summary>Every commit fails once before and once after it is written, and whatever worked on the run is gone with it.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Crashes_at_any_commit_change_nothing(bool written, bool fails)
    {
        _before = (attempt, _) => fails && attempt.Step == "three" ? throw new ConflictException("broken", "It is broken.") : Task.CompletedTask;
        await using var cluster = await StartAsync();
        var crashed = new ConcurrentDictionary<(Guid, long), bool>();
        void Crash(long number, WorkflowCommit commit)
        {
            if (commit.Commit > 1 && crashed.TryAdd((commit.Row.RunId, commit.Commit), true))
            {
                throw new InvalidOperationException($"The silo dies at commit {commit.Commit}.");
            }
        }

        _ = written ? cluster.Workflows.AfterCommit = Crash : cluster.Workflows.BeforeCommit = Crash;
        var start = await SaveAndStartAsync(cluster, Chain);

        var run = await OverAsync(cluster, start.RunId);

        Assert.Equal(fails ? WorkflowRunStatus.Failed : WorkflowRunStatus.Completed, run.Status);
        Assert.Equal(fails ? 4 : 3, _effects.Count);
        Assert.Equal(fails ? [WorkflowStepStatus.Compensated, WorkflowStepStatus.Compensated, WorkflowStepStatus.Failed] : [WorkflowStepStatus.Completed, WorkflowStepStatus.Completed, WorkflowStepStatus.Completed], run.Steps.Select(step => step.Status));
        Assert.True(crashed.Count >= 4, $"{crashed.Count} crashes");
        var history = await cluster.Workflows.ReadHistoryAsync(start.RunId, 0, 1_000, Cancelled);
        Assert.Equal(Enumerable.Range(1, history.Length).Select(i => (long)i), history.Select(entry => entry.Sequence));
        await cluster.WaitForEventsAsync(events => events.Any(e => e.Type is "workflow.completed" or "workflow.failed"), "the end of the run", Cancelled);
        Assert.Single(cluster.Log.Events, e => e.Type == "workflow.started");
    }

    [Fact]
    public async Task A_run_goes_on_when_its_silo_is_killed()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _before = async (attempt, token) =>
        {
            if (attempt.Step == "two")
            {
                begun.TrySetResult();
                await go.Task.WaitAsync(token);
            }
        };
        await using var first = await StartAsync();
        var start = await SaveAndStartAsync(first, Chain);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);
        await first.KillAsync(first.Silos[0]);
        go.TrySetResult();

        await using var second = await StartAsync(first);
        var run = await OverAsync(second, start.RunId);

        Assert.Equal(WorkflowRunStatus.Completed, run.Status);
        Assert.Equal(["one", "two", "three"], _done.Distinct());
    }

    [Fact]
    public async Task Two_starts_with_one_key_give_one_run()
    {
        await using var cluster = await StartAsync();
        await cluster.Grains.Workflow("chain").SaveAsync(Chain, "user:1", builtIn: false, Cancelled);
        var request = new WorkflowStartRequest { WorkflowName = "chain", RequestedBy = "user:1", IdempotencyKey = "k", InputsJson = """{"secret":"s"}""" };

        var starts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => cluster.Grains.Workflow("chain").StartAsync(request, Cancelled)));
        var other = await cluster.Grains.Workflow("chain").StartAsync(request with { RequestedBy = "user:2" }, Cancelled);

        Assert.Single(starts.Select(start => start.RunId).Distinct());
        Assert.NotEqual(starts[0].RunId, other.RunId);
    }

    [Theory]
    [InlineData("reject")]
    [InlineData("use_existing")]
    [InlineData("cancel_existing")]
    public async Task One_run_has_a_key_at_a_time(string policy)
    {
        await using var cluster = await StartAsync();
        var waiting = $$"""
            name: waiting
            key: "the-key"
            on_conflict: {{policy}}
            steps:
              - {name: go, uses: wait.signal, with: {name: go} }
            """;
        var first = await SaveAndStartAsync(cluster, waiting);

        var again = await Record.ExceptionAsync(() => SaveAndStartAsync(cluster, waiting));
        var active = await cluster.Workflows.FindByKeyAsync("waiting", "the-key", Cancelled);

        Assert.Equal(policy == "reject", again is ConflictException { Code: "run_key_in_use" });
        Assert.Equal(policy == "cancel_existing", active != first.RunId);
        Assert.Equal(
            policy == "cancel_existing" ? WorkflowRunStatus.Cancelled : WorkflowRunStatus.Waiting, (await cluster.Grains.WorkflowRun(first.RunId).FindAsync(Cancelled))!.Status);
    }

    [Fact]
    public async Task A_run_stays_on_its_version_when_the_workflow_changes_and_is_deleted()
    {
        await using var cluster = await StartAsync();
        var start = await SaveAndStartAsync(cluster, """
            name: waiting
            steps:
              - {name: go, uses: wait.signal, with: {name: go}}
              - {name: first, uses: set, with: {version: 1}}
            """);
        await cluster.Grains.Workflow("waiting").SaveAsync("{name: waiting, steps: [{name: other, uses: set, with: {}}]}", "user:1", builtIn: false, Cancelled);
        await cluster.Grains.Workflow("waiting").DeleteAsync("user:1", Cancelled);

        await cluster.Grains.WorkflowRun(start.RunId).SignalAsync("go", "{}", "user:1", Guid.NewGuid(), Cancelled);
        var run = await cluster.Grains.WorkflowRun(start.RunId).WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        Assert.Equal((WorkflowRunStatus.Completed, 1), (run.Status, run.Version));
        Assert.Equal("""{"version":1}""", run.Steps[1].OutputJson);
        await Assert.ThrowsAsync<NotFoundException>(() => cluster.Grains.Workflow("waiting").StartAsync(new WorkflowStartRequest { WorkflowName = "waiting", RequestedBy = "user:1" }, Cancelled));
    }

    [Fact]
    public async Task An_output_that_is_too_large_fails_its_step()
    {
        await using var cluster = await StartAsync(work: new TestKind("test.large", (_, _) => Task.FromResult(JsonSerializer.SerializeToElement(new string('x', 300_000)))));
        var start = await SaveAndStartAsync(cluster, "{name: large, steps: [{name: one, uses: test.large, with: {}}]}");

        var run = await cluster.Grains.WorkflowRun(start.RunId).WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        Assert.Equal((WorkflowRunStatus.Failed, "output_too_large"), (run.Status, run.Error?.Code));
    }

    [Fact]
    public async Task An_input_that_breaks_the_schema_of_its_kind_fails_the_step()
    {
        var strict = new TestKind("test.strict", (_, _) => throw new InvalidOperationException("It is not to be begun.")) { InputSchema = StepSchema.Takes(StepSchema.Project) };
        await using var cluster = await StartAsync(work: strict);
        var start = await SaveAndStartAsync(cluster, """{name: strict, steps: [{name: one, uses: test.strict, with: {project_id: "${1 + 1}"}}]}""");

        var run = await cluster.Grains.WorkflowRun(start.RunId).WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        Assert.Equal((WorkflowRunStatus.Failed, "invalid_input", 1), (run.Status, run.Error?.Code, run.Steps[0].Attempts));
    }

    [Fact]
    public async Task An_attempt_whose_turn_does_not_come_in_time_fails()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _before = (attempt, token) => attempt.Workflow == "long" && begun.TrySetResult() ? held.Task.WaitAsync(token) : Task.CompletedTask;
        await using var cluster = await StartAsync(settings: new() { ["Nms:Workflows:MaxAttempts"] = "1" });
        var first = await SaveAndStartAsync(cluster, "{name: long, steps: [{name: one, uses: test.work, with: {}}]}");
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        var second = await SaveAndStartAsync(cluster, "{name: late, steps: [{name: one, uses: test.work, with: {}, timeouts: {start: 100ms}, retry: {maximum_attempts: 1}}]}");
        var late = await cluster.Grains.WorkflowRun(second.RunId).WaitAsync(TimeSpan.FromSeconds(30), Cancelled);
        held.SetResult();

        Assert.Equal((WorkflowRunStatus.Failed, "start_timeout"), (late.Status, late.Error?.Code));
        Assert.Equal(WorkflowRunStatus.Completed, (await cluster.Grains.WorkflowRun(first.RunId).WaitAsync(TimeSpan.FromSeconds(30), Cancelled)).Status);
    }

    [Fact]
    public async Task A_timer_wakes_its_run()
    {
        await using var cluster = await StartAsync();
        var start = await SaveAndStartAsync(cluster, "{name: timer, steps: [{name: wait, uses: wait.timer, with: {for: 300ms}}]}");

        var run = await cluster.Grains.WorkflowRun(start.RunId).WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        Assert.Equal(WorkflowRunStatus.Completed, run.Status);
        Assert.InRange((run.EndedAt!.Value - run.StartedAt).TotalSeconds, 0.3, 30);
    }

    [Fact]
    public async Task As_many_runs_as_may_be_are_let_in()
    {
        await using var cluster = await StartAsync();
        const string waiting = "{name: waiting, max_runs: 2, steps: [{name: go, uses: wait.signal, with: {name: go}}]}";
        await SaveAndStartAsync(cluster, waiting);
        await SaveAndStartAsync(cluster, waiting);

        Assert.Equal("too_many_workflow_runs", (await Assert.ThrowsAsync<ThrottledException>(() => SaveAndStartAsync(cluster, waiting))).Code);
    }

    private static async Task<WorkflowStart> SaveAndStartAsync(NmsTestCluster cluster, string source, string? inputs = null)
    {
        var name = source[(source.IndexOf("name: ", StringComparison.Ordinal) + 6)..].Split([',', '\n', '\r'])[0].Trim();
        await cluster.Grains.Workflow(name).SaveAsync(source, "user:1", builtIn: false, Cancelled);
        return await cluster.Grains.Workflow(name).StartAsync(new WorkflowStartRequest { WorkflowName = name, RequestedBy = "user:1", InputsJson = inputs ?? (source == Chain ? """{"secret":"geheim-1234"}""" : "{}") }, Cancelled);
    }

    private static Task<WorkflowRunSnapshot> OverAsync(NmsTestCluster cluster, Guid run) => Eventually.GetsAsync(
        async token => (await cluster.Grains.WorkflowRun(run).FindAsync(token))!, found => found.IsFinished, TimeSpan.FromSeconds(60), found => $"{found.Status} at {found.Progress}", Cancelled);

    private Task<NmsTestCluster> StartAsync(NmsTestCluster? before = null, IStepKind? work = null, Dictionary<string, string?>? settings = null) => NmsTestCluster.StartAsync(
        settings ?? [],
        before: before,
        configure: services => services.AddSingleton<IStepCatalog>(new TestKinds(ImmutableArray.Create<IStepKind?>(
            new TestKind("test.work", WorkAsync), new TestKind("test.undo", UndoAsync), work).OfType<IStepKind>().ToImmutableArray())));

    private async Task<JsonElement> WorkAsync(StepAttempt attempt, CancellationToken cancellationToken)
    {
        await _before(attempt, cancellationToken);
        Effect(attempt);
        _done.Enqueue(attempt.Step);
        return attempt.Inputs;
    }

    private Task<JsonElement> UndoAsync(StepAttempt attempt, CancellationToken cancellationToken)
    {
        Effect(attempt);
        return Task.FromResult(attempt.Inputs);
    }

    /// <summary>What is outside knows a key that it has seen.</summary>
    private void Effect(StepAttempt attempt) => _effects.TryAdd(attempt.Key, 1);
}
