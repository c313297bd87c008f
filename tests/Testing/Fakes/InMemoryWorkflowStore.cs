using System.Collections.Immutable;
using Nms.Workflows;

namespace Nms.Testing.Fakes;

/// <summary>Workflow runs in memory, under the rules of the real stores.</summary>
public sealed class InMemoryWorkflowStore : IWorkflowStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, StoredWorkflowRun> _runs = [];
    private readonly Dictionary<Guid, List<WorkflowHistoryEntry>> _histories = [];
    private readonly Dictionary<(Guid Run, string Name), (WorkflowArtifact Artifact, byte[] Content)> _artifacts = [];
    private long _commits;

    /// <summary>Called before each commit with its number in all; what it throws is the answer.</summary>
    public Action<long, WorkflowCommit>? BeforeCommit { get; set; }

    /// <summary>Called after each commit, which is written: what it throws is the answer all the same.</summary>
    public Action<long, WorkflowCommit>? AfterCommit { get; set; }

    /// <summary>Commits written.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    public Task<StoredWorkflowRun?> FindAsync(Guid runId, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult(_runs.GetValueOrDefault(runId));
        }
    }

    public Task CommitAsync(WorkflowCommit commit, CancellationToken cancellationToken = default)
    {
        try
        {
            Commit(commit);
            return Task.CompletedTask;
        }
        catch (Exception failure)
        {
            return Task.FromException(failure);
        }
    }

    public Task<ImmutableArray<DueWorkflowRun>> ReadDueAsync(DateTimeOffset until, int limit, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult<ImmutableArray<DueWorkflowRun>>(
            [
                .. _runs.Values.Where(run => run.Row.DueAt <= until).OrderBy(run => run.Row.DueAt).Take(limit).Select(run => new DueWorkflowRun(run.Row.RunId, run.Row.DueAt!.Value)),
            ]);
        }
    }

    public Task<ImmutableArray<WorkflowHistoryEntry>> ReadHistoryAsync(Guid runId, long after, int limit, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult<ImmutableArray<WorkflowHistoryEntry>>(
                _histories.TryGetValue(runId, out var history) ? [.. history.Where(entry => entry.Sequence > after).Take(limit)] : []);
        }
    }

    public Task<ImmutableArray<WorkflowRunRow>> QueryAsync(WorkflowRunQuery query, int limit, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult<ImmutableArray<WorkflowRunRow>>([.. _runs.Values.Select(run => run.Row).Where(row => Matches(row, query)).OrderByDescending(row => row.RunId).Take(limit)]);
        }
    }

    public Task<Guid?> FindByKeyAsync(string workflow, string key, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult(_runs.Values.Where(run => Holds(run, workflow, key)).Select(run => (Guid?)run.Row.RunId).FirstOrDefault());
        }
    }

    public Task<ImmutableDictionary<string, int>> CountActiveAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult(_runs.Values.Where(run => !run.Row.IsFinished).GroupBy(run => run.Row.WorkflowName).ToImmutableDictionary(group => group.Key, group => group.Count()));
        }
    }

    public Task<long> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var old = _runs.Values.Where(run => run.Row.IsFinished && run.Row.EndedAt < before).Select(run => run.Row.RunId).ToList();
            old.ForEach(Remove);
            return Task.FromResult((long)old.Count);
        }
    }

    public Task<bool> DeleteAsync(Guid runId, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (!_runs.TryGetValue(runId, out var run) || !run.Row.IsFinished)
            {
                return Task.FromResult(false);
            }

            Remove(runId);
            return Task.FromResult(true);
        }
    }

    public Task SaveArtifactAsync(WorkflowArtifact artifact, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            _artifacts[(artifact.RunId, artifact.Name)] = (artifact, content.ToArray());
            return Task.CompletedTask;
        }
    }

    public Task<ImmutableArray<WorkflowArtifact>> ListArtifactsAsync(Guid runId, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult<ImmutableArray<WorkflowArtifact>>(
                [.. _artifacts.Values.Select(one => one.Artifact).Where(artifact => artifact.RunId == runId).OrderBy(artifact => artifact.Name, StringComparer.Ordinal)]);
        }
    }

    public Task<byte[]?> ReadArtifactAsync(Guid runId, string name, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult(_artifacts.TryGetValue((runId, name), out var found) ? found.Content : null);
        }
    }

    private void Commit(WorkflowCommit commit)
    {
        long number;
        lock (_lock)
        {
            BeforeCommit?.Invoke(_commits + 1, commit);
            var row = commit.Row;
            if ((_runs.TryGetValue(row.RunId, out var known) ? known.Commit : 0) != commit.Commit - 1)
            {
                throw new ConflictException("workflow_run_moved", $"Run {row.RunId} has gone on elsewhere.");
            }

            if (row is { Key: not null, IsFinished: false } && _runs.Values.Any(one => Holds(one, row.WorkflowName, row.Key) && one.Row.RunId != row.RunId))
            {
                throw new ConflictException("run_key_in_use", $"Another run of {row.WorkflowName} has the key {row.Key}.");
            }

            _runs[row.RunId] = new StoredWorkflowRun(commit.Commit, row, commit.State.ToArray());
            if (!_histories.TryGetValue(row.RunId, out var history))
            {
                _histories[row.RunId] = history = [];
            }

            history.AddRange(commit.History);
            number = ++_commits;
        }

        AfterCommit?.Invoke(number, commit);
    }

    private static bool Holds(StoredWorkflowRun run, string workflow, string key) => !run.Row.IsFinished && run.Row.WorkflowName == workflow && run.Row.Key == key;

    private static bool Matches(WorkflowRunRow row, WorkflowRunQuery query) =>
        (query.Workflows is [] || query.Workflows.Contains(row.WorkflowName))
        && (query.Statuses is [] || query.Statuses.Contains(row.Status))
        && (query.ProjectId is null || row.ProjectId == query.ProjectId)
        && (query.ParentRunId is null || row.ParentRunId == query.ParentRunId)
        && (query.Key is null || row.Key == query.Key)
        && (query.Before is not { } before || row.RunId < before)
        && (query.VisibleProjects is not { } visible || (row.ProjectId is { } project && visible.Contains(project)));

    private void Remove(Guid runId)
    {
        _runs.Remove(runId);
        _histories.Remove(runId);
        foreach (var name in _artifacts.Keys.Where(key => key.Run == runId).ToList())
        {
            _artifacts.Remove(name);
        }
    }
}
