using System.Collections.Immutable;
using Nms.Workflows;
using Npgsql;

namespace Nms.Storage;

/// <summary>The workflow runs in the cluster's database.</summary>
internal sealed class PostgresWorkflowStore(PostgresDatabase database, PostgresWorkflowWriter writer) : IWorkflowStore
{
    public async Task<StoredWorkflowRun?> FindAsync(Guid runId, CancellationToken cancellationToken = default) => (await RowsAsync(
        $"SELECT {WorkflowColumns.Row}, commit_number, state FROM workflow_run WHERE run_id = $1",
        [runId],
        reader => new StoredWorkflowRun(reader.GetInt64(15), Row(reader), reader.GetFieldValue<byte[]>(16)),
        cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    public Task CommitAsync(WorkflowCommit commit, CancellationToken cancellationToken = default) => writer.CommitAsync(commit, cancellationToken);

    public Task<ImmutableArray<DueWorkflowRun>> ReadDueAsync(DateTimeOffset until, int limit, CancellationToken cancellationToken = default) => RowsAsync(
        "SELECT run_id, due_at FROM workflow_run WHERE due_at IS NOT NULL AND due_at <= $1 ORDER BY due_at LIMIT $2",
        [until.UtcDateTime, limit],
        reader => new DueWorkflowRun(reader.GetGuid(0), Time(reader, 1)!.Value),
        cancellationToken);

    public Task<ImmutableArray<WorkflowHistoryEntry>> ReadHistoryAsync(Guid runId, long after, int limit, CancellationToken cancellationToken = default) => RowsAsync(
        "SELECT sequence, at, type, step, item, attempt, data FROM workflow_history WHERE run_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3",
        [runId, after, limit],
        reader => new WorkflowHistoryEntry(
            reader.GetInt64(0), Time(reader, 1)!.Value, reader.GetString(2), Text(reader, 3), Number(reader, 4), Number(reader, 5), reader.GetString(6)),
        cancellationToken);

    public Task<ImmutableArray<WorkflowRunRow>> QueryAsync(WorkflowRunQuery query, int limit, CancellationToken cancellationToken = default)
    {
        List<object> values = [];
        var conditions = WorkflowColumns.Conditions(query, value =>
        {
            values.Add(value);
            return $"${values.Count}";
        });
        values.Add(limit);
        return RowsAsync($"SELECT {WorkflowColumns.Row} FROM workflow_run {conditions} ORDER BY run_id DESC LIMIT ${values.Count}", values, Row, cancellationToken);
    }

    public async Task<Guid?> FindByKeyAsync(string workflow, string key, CancellationToken cancellationToken = default) => (await RowsAsync(
        "SELECT run_id FROM workflow_run WHERE workflow = $1 AND run_key = $2 AND run_key IS NOT NULL AND ended_at IS NULL",
        [workflow, key],
        reader => (Guid?)reader.GetGuid(0),
        cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    public async Task<ImmutableDictionary<string, int>> CountActiveAsync(CancellationToken cancellationToken = default) => (await RowsAsync(
        "SELECT workflow, count(*) FROM workflow_run WHERE ended_at IS NULL GROUP BY workflow",
        [],
        reader => KeyValuePair.Create(reader.GetString(0), (int)reader.GetInt64(1)),
        cancellationToken).ConfigureAwait(false)).ToImmutableDictionary(StringComparer.Ordinal);

    public async Task<long> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        long purged = 0;
        while (true)
        {
            var deleted = await DeleteAsync(
                $"run_id IN (SELECT run_id FROM workflow_run WHERE ended_at IS NOT NULL AND ended_at < $1 ORDER BY ended_at LIMIT {WorkflowColumns.PurgeBatch})",
                before.UtcDateTime,
                cancellationToken).ConfigureAwait(false);
            purged += deleted;
            if (deleted < WorkflowColumns.PurgeBatch)
            {
                return purged;
            }
        }
    }

    public async Task<bool> DeleteAsync(Guid runId, CancellationToken cancellationToken = default) =>
        await DeleteAsync("run_id = $1 AND ended_at IS NOT NULL", runId, cancellationToken).ConfigureAwait(false) == 1;

    public Task SaveArtifactAsync(WorkflowArtifact artifact, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) => database.UseAsync(
        async source =>
        {
            await using var command = source.CreateCommand("""
                INSERT INTO workflow_artifact (run_id, name, content_type, bytes, created_at, content) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (run_id, name) DO UPDATE SET content_type = excluded.content_type, bytes = excluded.bytes, created_at = excluded.created_at, content = excluded.content
                """);
            command.Parameters.AddRange(new NpgsqlParameter[]
            {
                new() { Value = artifact.RunId }, new() { Value = artifact.Name }, new() { Value = artifact.ContentType }, new() { Value = artifact.Bytes },
                new() { Value = artifact.CreatedAt.UtcDateTime }, new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = content },
            });
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    public Task<ImmutableArray<WorkflowArtifact>> ListArtifactsAsync(Guid runId, CancellationToken cancellationToken = default) => RowsAsync(
        "SELECT name, content_type, bytes, created_at FROM workflow_artifact WHERE run_id = $1 ORDER BY name COLLATE \"C\"",
        [runId],
        reader => new WorkflowArtifact(runId, reader.GetString(0), reader.GetString(1), reader.GetInt64(2), Time(reader, 3)!.Value),
        cancellationToken);

    public async Task<byte[]?> ReadArtifactAsync(Guid runId, string name, CancellationToken cancellationToken = default) => (await RowsAsync(
        "SELECT content FROM workflow_artifact WHERE run_id = $1 AND name = $2", [runId, name], reader => reader.GetFieldValue<byte[]>(0), cancellationToken)
        .ConfigureAwait(false)).FirstOrDefault();

    private Task<long> DeleteAsync(string condition, object value, CancellationToken cancellationToken) => database.UseAsync(
        async source =>
        {
            await using var command = source.CreateCommand($"""
                WITH gone AS (DELETE FROM workflow_run WHERE {condition} RETURNING run_id),
                  history AS (DELETE FROM workflow_history WHERE run_id IN (SELECT run_id FROM gone)),
                  artifacts AS (DELETE FROM workflow_artifact WHERE run_id IN (SELECT run_id FROM gone))
                SELECT count(*) FROM gone
                """);
            command.Parameters.Add(new NpgsqlParameter { Value = value });
            return (long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        },
        cancellationToken);

    private Task<ImmutableArray<T>> RowsAsync<T>(string sql, IReadOnlyList<object> values, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) =>
        database.UseAsync(
            async source =>
            {
                await using var command = source.CreateCommand(sql);
                foreach (var value in values)
                {
                    command.Parameters.Add(new NpgsqlParameter { Value = value });
                }

                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                var rows = ImmutableArray.CreateBuilder<T>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }

                return rows.DrainToImmutable();
            },
            cancellationToken);

    private static WorkflowRunRow Row(NpgsqlDataReader row) => new()
    {
        RunId = row.GetGuid(0),
        WorkflowName = row.GetString(1),
        Version = row.GetInt32(2),
        Status = (WorkflowRunStatus)row.GetInt16(3),
        Key = Text(row, 4),
        ProjectId = Id(row, 5),
        ParentRunId = Id(row, 6),
        RequestedBy = row.GetString(7),
        Trigger = row.GetString(8),
        StartedAt = Time(row, 9)!.Value,
        EndedAt = Time(row, 10),
        DueAt = Time(row, 11),
        Progress = WorkflowColumns.FromMillionths(row.GetInt32(12)),
        Error = Text(row, 13) is { } code ? new WorkflowError(code, row.GetString(14)) : null,
    };

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static Guid? Id(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    private static int? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : new DateTimeOffset(row.GetDateTime(column), TimeSpan.Zero);
}
