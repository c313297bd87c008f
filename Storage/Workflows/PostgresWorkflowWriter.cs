using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Nms.Workflows;
using Npgsql;
using NpgsqlTypes;

namespace Nms.Storage;

/// <summary>Writes what the runs of this silo commit, in groups: one transaction, two statements, however many runs there are in it.</summary>
internal sealed class PostgresWorkflowWriter : IAsyncDisposable
{
    private const int MaximumGroup = 256;

    private const string Upsert = """
        INSERT INTO workflow_run AS r (run_id, commit_number, workflow, version, status, run_key, project_id, parent_id, requested_by, started_by, started_at, ended_at, due_at,
          progress, error_code, error, state)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
          AS n(run_id, commit_number, workflow, version, status, run_key, project_id, parent_id, requested_by, started_by, started_at, ended_at, due_at, progress, error_code, error, state)
        WHERE n.commit_number = 1 OR EXISTS (SELECT 1 FROM workflow_run o WHERE o.run_id = n.run_id)
        ORDER BY n.run_id
        ON CONFLICT (run_id) DO UPDATE SET commit_number = excluded.commit_number, status = excluded.status, ended_at = excluded.ended_at, due_at = excluded.due_at,
          progress = excluded.progress, error_code = excluded.error_code, error = excluded.error, state = excluded.state
          WHERE r.commit_number = excluded.commit_number - 1
        RETURNING run_id
        """;

    private readonly GroupCommit<WorkflowCommit, bool> _groups;

    public PostgresWorkflowWriter(PostgresDatabase database, ILogger<PostgresWorkflowWriter> logger, TimeProvider? time = null, StorageMeters? meters = null)
    {
        var clock = time ?? TimeProvider.System;
        _groups = new GroupCommit<WorkflowCommit, bool>(
            MaximumGroup,
            async calls =>
            {
                var began = clock.GetTimestamp();
                List<WorkflowCommit> commits = [.. calls.Select(call => call[0])];
                var written = await database.UseAsync(source => CommitAsync(source, commits)).ConfigureAwait(false);
                meters?.Committed(commits.Count, clock.GetElapsedTime(began));
                return [.. commits.Select(commit => ImmutableArray.Create(written.Contains(commit.Row.RunId)))];
            },
            clock,
            logger);
        meters?.Watch("postgresql.workflows", _groups.ReadQueue);
    }

    public async Task CommitAsync(WorkflowCommit commit, CancellationToken cancellationToken)
    {
        if (!(await _groups.AppendAsync([commit], cancellationToken).ConfigureAwait(false))[0])
        {
            throw WorkflowColumns.HasMoved(commit.Row.RunId);
        }
    }

    public ValueTask DisposeAsync() => _groups.DisposeAsync();

    /// <summary>The runs that were written; the others have gone on elsewhere.</summary>
    private static async Task<HashSet<Guid>> CommitAsync(NpgsqlDataSource source, List<WorkflowCommit> commits)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
            await using var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
            var written = await WriteRunsAsync(connection, commits).ConfigureAwait(false);
            await WriteHistoryAsync(connection, commits.FindAll(commit => written.Contains(commit.Row.RunId))).ConfigureAwait(false);
            await transaction.CommitAsync().ConfigureAwait(false);
            return written;
        }
        catch (PostgresException e) when (commits is [var only] && e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "workflow_run_of_key" })
        {
            // Of several, each is tried alone then.
            throw WorkflowColumns.KeyInUse(only.Row);
        }
    }

    private static async Task<HashSet<Guid>> WriteRunsAsync(NpgsqlConnection connection, List<WorkflowCommit> commits)
    {
        var rows = commits.ConvertAll(commit => commit.Row);
        await using var command = new NpgsqlCommand(Upsert, connection);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            Array(rows.ConvertAll(row => row.RunId), NpgsqlDbType.Uuid),
            Array(commits.ConvertAll(commit => commit.Commit), NpgsqlDbType.Bigint),
            Array(rows.ConvertAll(row => row.WorkflowName), NpgsqlDbType.Text),
            Array(rows.ConvertAll(row => row.Version), NpgsqlDbType.Integer),
            Array(rows.ConvertAll(row => (short)row.Status), NpgsqlDbType.Smallint),
            Array(rows.ConvertAll(row => row.Key), NpgsqlDbType.Text),
            Array(rows.ConvertAll(row => row.ProjectId), NpgsqlDbType.Uuid),
            Array(rows.ConvertAll(row => row.ParentRunId), NpgsqlDbType.Uuid),
            Array(rows.ConvertAll(row => row.RequestedBy), NpgsqlDbType.Text),
            Array(rows.ConvertAll(row => row.Trigger), NpgsqlDbType.Text),
            Array(rows.ConvertAll(row => row.StartedAt.UtcDateTime), NpgsqlDbType.TimestampTz),
            Array(rows.ConvertAll(row => row.EndedAt?.UtcDateTime), NpgsqlDbType.TimestampTz),
            Array(rows.ConvertAll(row => row.DueAt?.UtcDateTime), NpgsqlDbType.TimestampTz),
            Array(rows.ConvertAll(row => WorkflowColumns.ToMillionths(row.Progress)), NpgsqlDbType.Integer),
            Array(rows.ConvertAll(row => row.Error?.Code), NpgsqlDbType.Text),
            Array(rows.ConvertAll(row => row.Error?.Message), NpgsqlDbType.Text),
            Array(commits.ConvertAll(commit => commit.State.ToArray()), NpgsqlDbType.Bytea),
        });
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        var written = new HashSet<Guid>();
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            written.Add(reader.GetGuid(0));
        }

        return written;
    }

    private static async Task WriteHistoryAsync(NpgsqlConnection connection, List<WorkflowCommit> commits)
    {
        var entries = commits.SelectMany(commit => commit.History.Select(entry => (Run: commit.Row.RunId, Entry: entry))).ToList();
        if (entries.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(
            "INSERT INTO workflow_history (run_id, sequence, at, type, step, item, attempt, data) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)", connection);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            Array(entries.ConvertAll(one => one.Run), NpgsqlDbType.Uuid),
            Array(entries.ConvertAll(one => one.Entry.Sequence), NpgsqlDbType.Bigint),
            Array(entries.ConvertAll(one => one.Entry.At.UtcDateTime), NpgsqlDbType.TimestampTz),
            Array(entries.ConvertAll(one => one.Entry.Type), NpgsqlDbType.Text),
            Array(entries.ConvertAll(one => one.Entry.Step), NpgsqlDbType.Text),
            Array(entries.ConvertAll(one => one.Entry.Item), NpgsqlDbType.Integer),
            Array(entries.ConvertAll(one => one.Entry.Attempt), NpgsqlDbType.Integer),
            Array(entries.ConvertAll(one => one.Entry.DataJson), NpgsqlDbType.Text),
        });
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    private static NpgsqlParameter<List<T>> Array<T>(List<T> values, NpgsqlDbType type) => new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
}
