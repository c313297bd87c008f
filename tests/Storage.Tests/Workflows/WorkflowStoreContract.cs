using System.Collections.Immutable;
using System.Text;
using Nms.Workflows;

namespace Nms.Storage.Tests;

/// <summary>What every store of workflow runs keeps, whatever database is under it. Each test starts with an empty store.</summary>
public abstract class WorkflowStoreContract : IAsyncLifetime
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid s_project = Guid.Parse("3da59aa2-a868-4a29-b425-4e9bdc4cc924");

    private int _made;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected IWorkflowStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Store = await OpenEmptyAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await CloseAsync();
    }

    protected abstract Task<IWorkflowStore> OpenEmptyAsync();

    /// <summary>Closes the store and opens it again on the same database.</summary>
    protected abstract Task<IWorkflowStore> ReopenAsync();

    protected abstract Task CloseAsync();

    [Fact]
    public async Task A_run_reads_as_it_was_written()
    {
        var row = Row() with
        {
            Key = "schlüssel",
            ProjectId = s_project,
            ParentRunId = Guid.CreateVersion7(),
            DueAt = s_noon.AddSeconds(5),
            Progress = 0.25,
            Error = new WorkflowError("cancelled", "Cancelled by ü."),
        };
        await Store.CommitAsync(Commit(row, 1, """{"a":"ü"}""", Entry(1), Entry(2) with { Step = "one", Item = 3, Attempt = 4, DataJson = """{"x":1}""" }), Cancellation);
        Store = await ReopenAsync();

        var found = (await Store.FindAsync(row.RunId, Cancellation))!;

        Assert.Equal((1, row, """{"a":"ü"}"""), (found.Commit, found.Row, Encoding.UTF8.GetString(found.State.Span)));
        Assert.Equal(
            [Entry(1), Entry(2) with { Step = "one", Item = 3, Attempt = 4, DataJson = """{"x":1}""" }],
            await Store.ReadHistoryAsync(row.RunId, 0, 10, Cancellation));
        Assert.Equal([2L], (await Store.ReadHistoryAsync(row.RunId, 1, 10, Cancellation)).Select(entry => entry.Sequence));
        Assert.Null(await Store.FindAsync(Guid.CreateVersion7(), Cancellation));
    }

    [Fact]
    public async Task A_commit_that_is_not_the_next_writes_nothing()
    {
        var row = Row();
        await Store.CommitAsync(Commit(row, 1, "{}", Entry(1)), Cancellation);
        await Store.CommitAsync(Commit(row with { Progress = 0.5 }, 2, """{"n":2}""", Entry(2)), Cancellation);

        foreach (var wrong in new[] { 1, 2, 4 })
        {
            var refused = await Assert.ThrowsAsync<ConflictException>(() => Store.CommitAsync(Commit(row, wrong, """{"n":0}""", Entry(3)), Cancellation));
            Assert.Equal("workflow_run_moved", refused.Code);
        }

        var gone = await Assert.ThrowsAsync<ConflictException>(() => Store.CommitAsync(Commit(Row(), 2, "{}"), Cancellation));
        Assert.Equal("workflow_run_moved", gone.Code);
        Assert.Equal("""{"n":2}""", Encoding.UTF8.GetString((await Store.FindAsync(row.RunId, Cancellation))!.State.Span));
        Assert.Equal([1L, 2L], (await Store.ReadHistoryAsync(row.RunId, 0, 10, Cancellation)).Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Of_two_writers_of_one_commit_one_writes()
    {
        var row = Row();
        await Store.CommitAsync(Commit(row, 1, "{}"), Cancellation);

        var writes = Enumerable.Range(0, 8).Select(writer => Store.CommitAsync(Commit(row, 2, $$"""{"writer":{{writer}}}""", Entry(1)), Cancellation)).ToList();
        await ((Task)Task.WhenAll(writes)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        var won = Assert.Single(Enumerable.Range(0, 8), writer => writes[writer].IsCompletedSuccessfully);
        Assert.Equal($$"""{"writer":{{won}}}""", Encoding.UTF8.GetString((await Store.FindAsync(row.RunId, Cancellation))!.State.Span));
        Assert.Single(await Store.ReadHistoryAsync(row.RunId, 0, 10, Cancellation));
    }

    [Fact]
    public async Task Many_runs_are_written_at_once()
    {
        var rows = Enumerable.Range(0, 300).Select(_ => Row()).ToList();

        await Task.WhenAll(rows.Select(row => Store.CommitAsync(Commit(row, 1, "{}", Entry(1), Entry(2)), Cancellation)));
        await Task.WhenAll(rows.Select(row => Store.CommitAsync(Commit(row, 2, "{}", Entry(3)), Cancellation)));

        Assert.Equal(300, (await Store.CountActiveAsync(Cancellation))["flow"]);
        foreach (var row in rows.Take(5))
        {
            Assert.Equal([1L, 2L, 3L], (await Store.ReadHistoryAsync(row.RunId, 0, 10, Cancellation)).Select(entry => entry.Sequence));
        }
    }

    [Fact]
    public async Task A_key_belongs_to_one_run_until_it_is_over()
    {
        var first = Row() with { Key = "k" };
        var second = Row() with { Key = "k" };
        await Store.CommitAsync(Commit(first, 1, "{}"), Cancellation);

        var refused = await Assert.ThrowsAsync<ConflictException>(() => Store.CommitAsync(Commit(second, 1, "{}", Entry(1)), Cancellation));
        await Store.CommitAsync(Commit(Row() with { Key = "other" }, 1, "{}"), Cancellation);
        await Store.CommitAsync(Commit(Row() with { Key = "k", WorkflowName = "another" }, 1, "{}"), Cancellation);

        Assert.Equal("run_key_in_use", refused.Code);
        Assert.Equal(first.RunId, await Store.FindByKeyAsync("flow", "k", Cancellation));
        Assert.Null(await Store.FindAsync(second.RunId, Cancellation));

        await Store.CommitAsync(Commit(Over(first), 2, "{}"), Cancellation);
        Assert.Null(await Store.FindByKeyAsync("flow", "k", Cancellation));
        await Store.CommitAsync(Commit(second, 1, "{}"), Cancellation);
        var back = await Assert.ThrowsAsync<ConflictException>(() => Store.CommitAsync(Commit(first, 3, "{}"), Cancellation));
        Assert.Equal("run_key_in_use", back.Code);
    }

    [Fact]
    public async Task What_is_due_is_read_the_most_overdue_first()
    {
        var late = Row() with { DueAt = s_noon.AddSeconds(-9) };
        var now = Row() with { DueAt = s_noon };
        var soon = Row() with { DueAt = s_noon.AddSeconds(1) };
        foreach (var row in new[] { now, soon, late, Row() })
        {
            await Store.CommitAsync(Commit(row, 1, "{}"), Cancellation);
        }

        Assert.Equal([new DueWorkflowRun(late.RunId, late.DueAt!.Value), new DueWorkflowRun(now.RunId, s_noon)], await Store.ReadDueAsync(s_noon, 10, Cancellation));
        Assert.Equal([late.RunId], (await Store.ReadDueAsync(s_noon, 1, Cancellation)).Select(run => run.RunId));

        await Store.CommitAsync(Commit(late with { DueAt = null }, 2, "{}"), Cancellation);
        Assert.Equal([now.RunId], (await Store.ReadDueAsync(s_noon, 10, Cancellation)).Select(run => run.RunId));
    }

    [Fact]
    public async Task Runs_are_found_by_all_that_is_asked_for()
    {
        var parent = Guid.CreateVersion7();
        var first = Row() with { ProjectId = s_project };
        var second = Row() with { WorkflowName = "another", Status = WorkflowRunStatus.Waiting, ParentRunId = parent, Key = "k" };
        var third = Over(Row() with { ProjectId = s_project });
        foreach (var row in new[] { first, second, third })
        {
            await Store.CommitAsync(Commit(row, 1, "{}"), Cancellation);
        }

        await FindsAsync(new WorkflowRunQuery(), third, second, first);
        await FindsAsync(new WorkflowRunQuery { Before = third.RunId }, second, first);
        await FindsAsync(new WorkflowRunQuery { Workflows = ["flow", "none"] }, third, first);
        await FindsAsync(new WorkflowRunQuery { Statuses = [WorkflowRunStatus.Waiting, WorkflowRunStatus.Completed] }, third, second);
        await FindsAsync(new WorkflowRunQuery { ProjectId = s_project, Statuses = [WorkflowRunStatus.Running] }, first);
        await FindsAsync(new WorkflowRunQuery { ParentRunId = parent }, second);
        await FindsAsync(new WorkflowRunQuery { Key = "k" }, second);
        await FindsAsync(new WorkflowRunQuery { VisibleProjects = [s_project] }, third, first);
        await FindsAsync(new WorkflowRunQuery { VisibleProjects = [] });
        Assert.Equal([third], await Store.QueryAsync(new WorkflowRunQuery(), 1, Cancellation));
    }

    [Fact]
    public async Task What_is_over_can_be_deleted_with_all_that_belongs_to_it()
    {
        var over = Over(Row());
        var active = Row();
        foreach (var row in new[] { over, active })
        {
            await Store.CommitAsync(Commit(row, 1, "{}", Entry(1)), Cancellation);
            await Store.SaveArtifactAsync(new WorkflowArtifact(row.RunId, "a.txt", "text/plain", 1, s_noon), new byte[] { 1 }, Cancellation);
        }

        Assert.False(await Store.DeleteAsync(active.RunId, Cancellation));
        Assert.True(await Store.DeleteAsync(over.RunId, Cancellation));
        Assert.False(await Store.DeleteAsync(over.RunId, Cancellation));

        Assert.Null(await Store.FindAsync(over.RunId, Cancellation));
        Assert.Empty(await Store.ReadHistoryAsync(over.RunId, 0, 10, Cancellation));
        Assert.Empty(await Store.ListArtifactsAsync(over.RunId, Cancellation));
        Assert.Single(await Store.ReadHistoryAsync(active.RunId, 0, 10, Cancellation));
        Assert.Single(await Store.ListArtifactsAsync(active.RunId, Cancellation));
    }

    [Fact]
    public async Task Old_runs_are_purged_in_pieces()
    {
        for (var i = 0; i < 450; i++)
        {
            await Store.CommitAsync(Commit(Over(Row()) with { EndedAt = s_noon.AddDays(-2) }, 1, "{}", Entry(1)), Cancellation);
        }

        var young = Over(Row());
        await Store.CommitAsync(Commit(young, 1, "{}"), Cancellation);
        await Store.CommitAsync(Commit(Row(), 1, "{}"), Cancellation);

        Assert.Equal(450, await Store.PurgeAsync(s_noon.AddDays(-1), Cancellation));
        Assert.Equal(2, (await Store.QueryAsync(new WorkflowRunQuery(), 1_000, Cancellation)).Length);
        Assert.NotNull(await Store.FindAsync(young.RunId, Cancellation));
    }

    [Fact]
    public async Task An_artifact_is_kept_and_replaced()
    {
        var run = Guid.CreateVersion7();
        var content = Enumerable.Range(0, 300_000).Select(i => (byte)i).ToArray();
        await Store.SaveArtifactAsync(new WorkflowArtifact(run, "b.pcap", "application/vnd.tcpdump.pcap", 3, s_noon), new byte[] { 1, 2, 3 }, Cancellation);
        await Store.SaveArtifactAsync(new WorkflowArtifact(run, "a.txt", "text/plain", 0, s_noon), ReadOnlyMemory<byte>.Empty, Cancellation);
        var latest = new WorkflowArtifact(run, "b.pcap", "application/x-pcap", content.Length, s_noon.AddSeconds(1));
        await Store.SaveArtifactAsync(latest, content, Cancellation);
        Store = await ReopenAsync();

        Assert.Equal([new WorkflowArtifact(run, "a.txt", "text/plain", 0, s_noon), latest], await Store.ListArtifactsAsync(run, Cancellation));
        var kept = await Store.ReadArtifactAsync(run, "b.pcap", Cancellation);
        Assert.NotNull(kept);
        Assert.True(content.AsSpan().SequenceEqual(kept));
        var empty = await Store.ReadArtifactAsync(run, "a.txt", Cancellation);
        Assert.NotNull(empty);
        Assert.Empty(empty);
        Assert.Null(await Store.ReadArtifactAsync(run, "none", Cancellation));
    }

    private static WorkflowRunRow Over(WorkflowRunRow row) => row with { Status = WorkflowRunStatus.Completed, EndedAt = s_noon.AddMinutes(1), Progress = 1 };

    private static WorkflowHistoryEntry Entry(long sequence) => new(sequence, s_noon.AddSeconds(sequence), "step_started");

    private static WorkflowCommit Commit(WorkflowRunRow row, long number, string state, params ImmutableArray<WorkflowHistoryEntry> history) =>
        new(number, row, Encoding.UTF8.GetBytes(state), history);

    private WorkflowRunRow Row() => new()
    {
        RunId = Guid.CreateVersion7(s_noon.AddSeconds(++_made)),
        WorkflowName = "flow",
        Version = 3,
        Status = WorkflowRunStatus.Running,
        RequestedBy = "user:1",
        Trigger = "api",
        StartedAt = s_noon,
    };

    private async Task FindsAsync(WorkflowRunQuery query, params WorkflowRunRow[] rows) => Assert.Equal(rows, await Store.QueryAsync(query, 10, Cancellation));
}
