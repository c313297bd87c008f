using Nms.Workflows;

namespace Nms.Storage;

/// <summary>Workflow runs as rows of the embedded database.</summary>
internal static class SqliteWorkflowRows
{
    /// <summary>How many there are in <see cref="WorkflowColumns.Row"/>.</summary>
    public const int Columns = 15;

    public static WorkflowRunRow Read(SqliteStatement row) => new()
    {
        RunId = row.GetGuid(0),
        WorkflowName = row.GetString(1),
        Version = (int)row.GetInt64(2),
        Status = (WorkflowRunStatus)row.GetInt64(3),
        Key = Text(row, 4),
        ProjectId = Id(row, 5),
        ParentRunId = Id(row, 6),
        RequestedBy = row.GetString(7),
        Trigger = row.GetString(8),
        StartedAt = EventTime.FromMicroseconds(row.GetInt64(9)),
        EndedAt = Time(row, 10),
        DueAt = Time(row, 11),
        Progress = WorkflowColumns.FromMillionths(row.GetInt64(12)),
        Error = Text(row, 13) is { } code ? new WorkflowError(code, row.GetString(14)) : null,
    };

    public static WorkflowHistoryEntry ReadEntry(SqliteStatement row) => new(
        row.GetInt64(0), EventTime.FromMicroseconds(row.GetInt64(1)), row.GetString(2), Text(row, 3), Number(row, 4), Number(row, 5), row.GetString(6));

    /// <summary>False when another commit came since the one before this.</summary>
    public static bool Write(SqliteConnection connection, WorkflowCommit commit)
    {
        var row = commit.Row;
        if (commit.Commit == 1)
        {
            using var insert = connection.Prepare("""
                INSERT INTO workflow_run (run_id, commit_number, workflow, version, status, run_key, project_id, parent_id, requested_by, started_by, started_at, ended_at, due_at,
                  progress, error_code, error, state)
                VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16) ON CONFLICT DO NOTHING
                """);
            insert.Bind(1, row.RunId).Bind(2, row.WorkflowName).Bind(3, row.Version).Bind(4, (long)row.Status).Bind(5, row.Key).Bind(6, row.ProjectId).Bind(7, row.ParentRunId)
                .Bind(8, row.RequestedBy).Bind(9, row.Trigger).Bind(10, EventTime.ToMicroseconds(row.StartedAt));
            Bind(insert, 11, row.EndedAt);
            Bind(insert, 12, row.DueAt);
            insert.Bind(13, WorkflowColumns.ToMillionths(row.Progress)).Bind(14, row.Error?.Code).Bind(15, row.Error?.Message).Bind(16, commit.State.Span).Step();
        }
        else
        {
            using var update = connection.Prepare("""
                UPDATE workflow_run SET commit_number = ?2, status = ?3, ended_at = ?4, due_at = ?5, progress = ?6, error_code = ?7, error = ?8, state = ?9
                WHERE run_id = ?1 AND commit_number = ?2 - 1
                """);
            update.Bind(1, row.RunId).Bind(2, commit.Commit).Bind(3, (long)row.Status);
            Bind(update, 4, row.EndedAt);
            Bind(update, 5, row.DueAt);
            update.Bind(6, WorkflowColumns.ToMillionths(row.Progress)).Bind(7, row.Error?.Code).Bind(8, row.Error?.Message).Bind(9, commit.State.Span).Step();
        }

        return connection.Changes == 1;
    }

    public static void Insert(SqliteConnection connection, Guid run, WorkflowHistoryEntry entry)
    {
        using var statement = connection.Prepare("INSERT INTO workflow_history (run_id, sequence, at, type, step, item, attempt, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        statement.Bind(1, run).Bind(2, entry.Sequence).Bind(3, EventTime.ToMicroseconds(entry.At)).Bind(4, entry.Type).Bind(5, entry.Step);
        _ = entry.Item is { } item ? statement.Bind(6, item) : statement.BindNull(6);
        _ = entry.Attempt is { } attempt ? statement.Bind(7, attempt) : statement.BindNull(7);
        statement.Bind(8, entry.DataJson).Step();
    }

    private static void Bind(SqliteStatement statement, int parameter, DateTimeOffset? time) =>
        _ = time is { } known ? statement.Bind(parameter, EventTime.ToMicroseconds(known)) : statement.BindNull(parameter);

    private static string? Text(SqliteStatement row, int column) => row.IsNull(column) ? null : row.GetString(column);

    private static Guid? Id(SqliteStatement row, int column) => row.IsNull(column) ? null : row.GetGuid(column);

    private static int? Number(SqliteStatement row, int column) => row.IsNull(column) ? null : (int)row.GetInt64(column);

    private static DateTimeOffset? Time(SqliteStatement row, int column) => row.IsNull(column) ? null : EventTime.FromMicroseconds(row.GetInt64(column));
}
