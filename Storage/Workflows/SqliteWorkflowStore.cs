using System.Collections.Immutable;
using Nms.Workflows;

namespace Nms.Storage;

/// <summary>The workflow runs in the embedded database. The writer thread groups what runs write, with everything else.</summary>
internal sealed class SqliteWorkflowStore(SqliteDatabase database) : IWorkflowStore
{
    public Task<StoredWorkflowRun?> FindAsync(Guid runId, CancellationToken cancellationToken = default) => database.ReadAsync(
        runId,
        static (connection, id) =>
        {
            using var statement = connection.Prepare($"SELECT {WorkflowColumns.Row}, commit_number, state FROM workflow_run WHERE run_id = ?1");
            return statement.Bind(1, id).Step()
                ? new StoredWorkflowRun(statement.GetInt64(SqliteWorkflowRows.Columns), SqliteWorkflowRows.Read(statement), statement.GetBytes(SqliteWorkflowRows.Columns + 1))
                : null;
        },
        cancellationToken);

    public Task CommitAsync(WorkflowCommit commit, CancellationToken cancellationToken = default) => database.WriteAsync(
        commit,
        static (connection, commit) =>
        {
            CheckKey(connection, commit.Row);
            if (!SqliteWorkflowRows.Write(connection, commit))
            {
                // The operation is taken back.
                throw WorkflowColumns.HasMoved(commit.Row.RunId);
            }

            foreach (var entry in commit.History)
            {
                SqliteWorkflowRows.Insert(connection, commit.Row.RunId, entry);
            }

            return 0;
        },
        commit.History.Length + 1,
        cancellationToken);

    public Task<ImmutableArray<DueWorkflowRun>> ReadDueAsync(DateTimeOffset until, int limit, CancellationToken cancellationToken = default) => database.ReadAsync(
        (Until: EventTime.ToMicroseconds(until), limit),
        static (connection, asked) =>
        {
            using var statement = connection.Prepare("SELECT run_id, due_at FROM workflow_run WHERE due_at IS NOT NULL AND due_at <= ?1 ORDER BY due_at LIMIT ?2");
            statement.Bind(1, asked.Until).Bind(2, asked.limit);
            var due = ImmutableArray.CreateBuilder<DueWorkflowRun>();
            while (statement.Step())
            {
                due.Add(new DueWorkflowRun(statement.GetGuid(0), EventTime.FromMicroseconds(statement.GetInt64(1))));
            }

            return due.DrainToImmutable();
        },
        cancellationToken);

    public Task<ImmutableArray<WorkflowHistoryEntry>> ReadHistoryAsync(Guid runId, long after, int limit, CancellationToken cancellationToken = default) => database.ReadAsync(
        (runId, after, limit),
        static (connection, asked) =>
        {
            using var statement = connection.Prepare(
                "SELECT sequence, at, type, step, item, attempt, data FROM workflow_history WHERE run_id = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3");
            statement.Bind(1, asked.runId).Bind(2, asked.after).Bind(3, asked.limit);
            var entries = ImmutableArray.CreateBuilder<WorkflowHistoryEntry>();
            while (statement.Step())
            {
                entries.Add(SqliteWorkflowRows.ReadEntry(statement));
            }

            return entries.DrainToImmutable();
        },
        cancellationToken);

    public Task<ImmutableArray<WorkflowRunRow>> QueryAsync(WorkflowRunQuery query, int limit, CancellationToken cancellationToken = default) => database.ReadAsync(
        (query, limit),
        static (connection, asked) =>
        {
            List<object> values = [];
            var conditions = WorkflowColumns.Conditions(asked.query, value =>
            {
                values.Add(value);
                return $"?{values.Count}";
            });
            using var statement = connection.Prepare($"SELECT {WorkflowColumns.Row} FROM workflow_run {conditions} ORDER BY run_id DESC LIMIT ?{values.Count + 1}");
            for (var i = 0; i < values.Count; i++)
            {
                _ = values[i] switch
                {
                    string text => statement.Bind(i + 1, text),
                    Guid id => statement.Bind(i + 1, id),
                    var number => statement.Bind(i + 1, (long)number),
                };
            }

            statement.Bind(values.Count + 1, asked.limit);
            var rows = ImmutableArray.CreateBuilder<WorkflowRunRow>();
            while (statement.Step())
            {
                rows.Add(SqliteWorkflowRows.Read(statement));
            }

            return rows.DrainToImmutable();
        },
        cancellationToken);

    public Task<Guid?> FindByKeyAsync(string workflow, string key, CancellationToken cancellationToken = default) =>
        database.ReadAsync((workflow, key), static (connection, asked) => Holder(connection, asked.workflow, asked.key), cancellationToken);

    public Task<ImmutableDictionary<string, int>> CountActiveAsync(CancellationToken cancellationToken = default) => database.ReadAsync(
        0,
        static (connection, _) =>
        {
            using var statement = connection.Prepare("SELECT workflow, count(*) FROM workflow_run WHERE ended_at IS NULL GROUP BY workflow");
            var counts = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
            while (statement.Step())
            {
                counts.Add(statement.GetString(0), (int)statement.GetInt64(1));
            }

            return counts.ToImmutable();
        },
        cancellationToken);

    public async Task<long> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        long purged = 0;
        while (true)
        {
            // In pieces, so that runs go on writing between them.
            var old = await database.ReadAsync(EventTime.ToMicroseconds(before), FindOld, cancellationToken).ConfigureAwait(false);
            purged += await database.WriteAsync(old, static (connection, old) => old.Count(id => Remove(connection, id)), PurgeRows(old), cancellationToken).ConfigureAwait(false);
            if (old.Count < WorkflowColumns.PurgeBatch)
            {
                return purged;
            }
        }
    }

    public Task<bool> DeleteAsync(Guid runId, CancellationToken cancellationToken = default) =>
        database.WriteAsync(runId, static (connection, id) => Remove(connection, id), cancellationToken: cancellationToken);

    public Task SaveArtifactAsync(WorkflowArtifact artifact, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) => database.WriteAsync(
        (artifact, content),
        static (connection, asked) =>
        {
            using var statement = connection.Prepare("""
                INSERT INTO workflow_artifact (run_id, name, content_type, bytes, created_at, content) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                ON CONFLICT (run_id, name) DO UPDATE SET content_type = excluded.content_type, bytes = excluded.bytes, created_at = excluded.created_at, content = excluded.content
                """);
            statement.Bind(1, asked.artifact.RunId).Bind(2, asked.artifact.Name).Bind(3, asked.artifact.ContentType).Bind(4, asked.artifact.Bytes)
                .Bind(5, EventTime.ToMicroseconds(asked.artifact.CreatedAt)).Bind(6, asked.content.Span).Step();
            return 0;
        },
        cancellationToken: cancellationToken);

    public Task<ImmutableArray<WorkflowArtifact>> ListArtifactsAsync(Guid runId, CancellationToken cancellationToken = default) => database.ReadAsync(
        runId,
        static (connection, id) =>
        {
            using var statement = connection.Prepare("SELECT name, content_type, bytes, created_at FROM workflow_artifact WHERE run_id = ?1 ORDER BY name");
            statement.Bind(1, id);
            var artifacts = ImmutableArray.CreateBuilder<WorkflowArtifact>();
            while (statement.Step())
            {
                artifacts.Add(new WorkflowArtifact(
                    id, statement.GetString(0), statement.GetString(1), statement.GetInt64(2), EventTime.FromMicroseconds(statement.GetInt64(3))));
            }

            return artifacts.DrainToImmutable();
        },
        cancellationToken);

    public Task<byte[]?> ReadArtifactAsync(Guid runId, string name, CancellationToken cancellationToken = default) => database.ReadAsync(
        (runId, name),
        static (connection, asked) =>
        {
            using var statement = connection.Prepare("SELECT content FROM workflow_artifact WHERE run_id = ?1 AND name = ?2");
            return statement.Bind(1, asked.runId).Bind(2, asked.name).Step() ? statement.GetBytes(0) : null;
        },
        cancellationToken);

    private static int PurgeRows(List<Guid> old) => Math.Max(1, old.Count);

    private static void CheckKey(SqliteConnection connection, WorkflowRunRow row)
    {
        if (row is { Key: { } key, IsFinished: false } && Holder(connection, row.WorkflowName, key) is { } holder && holder != row.RunId)
        {
            throw WorkflowColumns.KeyInUse(row);
        }
    }

    private static Guid? Holder(SqliteConnection connection, string workflow, string key)
    {
        using var statement = connection.Prepare("SELECT run_id FROM workflow_run WHERE workflow = ?1 AND run_key = ?2 AND run_key IS NOT NULL AND ended_at IS NULL");
        return statement.Bind(1, workflow).Bind(2, key).Step() ? statement.GetGuid(0) : null;
    }

    private static List<Guid> FindOld(SqliteConnection connection, long before)
    {
        using var statement = connection.Prepare("SELECT run_id FROM workflow_run WHERE ended_at IS NOT NULL AND ended_at < ?1 ORDER BY ended_at LIMIT ?2");
        statement.Bind(1, before).Bind(2, WorkflowColumns.PurgeBatch);
        var old = new List<Guid>();
        while (statement.Step())
        {
            old.Add(statement.GetGuid(0));
        }

        return old;
    }

    /// <summary>False for a run that is not over, or not there.</summary>
    private static bool Remove(SqliteConnection connection, Guid run)
    {
        using (var statement = connection.Prepare("DELETE FROM workflow_run WHERE run_id = ?1 AND ended_at IS NOT NULL"))
        {
            statement.Bind(1, run).Step();
        }

        if (connection.Changes == 0)
        {
            return false;
        }

        using var history = connection.Prepare("DELETE FROM workflow_history WHERE run_id = ?1");
        history.Bind(1, run).Step();
        using var artifacts = connection.Prepare("DELETE FROM workflow_artifact WHERE run_id = ?1");
        artifacts.Bind(1, run).Step();
        return true;
    }
}
