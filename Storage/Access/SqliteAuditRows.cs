using Nms.Access;

namespace Nms.Storage;

/// <summary>Entries of the audit log as rows of the embedded database.</summary>
internal static class SqliteAuditRows
{
    public static AuditMark Head(SqliteConnection connection)
    {
        using var statement = connection.Prepare("SELECT sequence, hash FROM audit_head");
        statement.Step();
        return new AuditMark(statement.GetInt64(0), statement.GetString(1));
    }

    public static AuditBounds Bounds(SqliteConnection connection)
    {
        using var statement = connection.Prepare("SELECT sequence, hash, at, seal, proof FROM audit_anchor ORDER BY sequence DESC LIMIT 1");
        var anchor = statement.Step()
            ? new AuditAnchor(
                statement.GetInt64(0), statement.GetString(1), EventTime.FromMicroseconds(statement.GetInt64(2)), statement.GetString(3), statement.GetString(4))
            : null;
        return new AuditBounds(Head(connection), anchor);
    }

    public static SqliteStatement Bind(SqliteStatement statement, AuditEntry entry)
    {
        var record = entry.Record;
        statement.Bind(1, entry.Sequence).Bind(2, EventTime.ToMicroseconds(record.At)).Bind(3, record.PrincipalId).Bind(4, record.PrincipalName)
            .Bind(5, record.SignIn).Bind(6, record.Action).Bind(7, record.Request).Bind(8, record.ObjectType).Bind(9, record.ObjectId)
            .Bind(10, record.ProjectId).Bind(11, record.Address).Bind(12, record.Forwarded).Bind(13, (long)record.Outcome);
        _ = record.Status is { } status ? statement.Bind(14, status) : statement.BindNull(14);
        return statement.Bind(15, record.Code).Bind(16, record.ChangesJson).Bind(17, record.DurationMs).Bind(18, record.CorrelationId)
            .Bind(19, record.Silo).Bind(20, record.Times).Bind(21, entry.Seal).Bind(22, entry.PreviousHash).Bind(23, entry.Hash);
    }

    public static AuditEntry Entry(SqliteStatement row)
    {
        var record = new AuditRecord
        {
            At = EventTime.FromMicroseconds(row.GetInt64(1)),
            PrincipalId = row.GetString(2),
            PrincipalName = Text(3),
            SignIn = row.GetString(4),
            Action = row.GetString(5),
            Request = Text(6),
            ObjectType = Text(7),
            ObjectId = Text(8),
            ProjectId = row.IsNull(9) ? null : row.GetGuid(9),
            Address = Text(10),
            Forwarded = Text(11),
            Outcome = (AuditOutcome)row.GetInt64(12),
            Status = row.IsNull(13) ? null : (int)row.GetInt64(13),
            Code = Text(14),
            ChangesJson = Text(15),
            DurationMs = (int)row.GetInt64(16),
            CorrelationId = Text(17),
            Silo = row.GetString(18),
            Times = (int)row.GetInt64(19),
        };
        return new AuditEntry(row.GetInt64(0), record, row.GetString(20), row.GetString(21), row.GetString(22));

        string? Text(int column) => row.IsNull(column) ? null : row.GetString(column);
    }
}
