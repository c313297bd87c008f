using Nms.Access;
using Npgsql;

namespace Nms.Storage;

/// <summary>Entries of the audit log as rows of the cluster's database.</summary>
internal static class PostgresAuditRows
{
    private static readonly string s_insert =
        $"INSERT INTO audit_log ({AuditColumns.All}) VALUES ({string.Join(", ", Enumerable.Range(1, 23).Select(number => $"${number}"))})";

    public static NpgsqlBatchCommand Insert(AuditEntry entry)
    {
        var record = entry.Record;
        object?[] values =
        [
            entry.Sequence, record.At.UtcDateTime, record.PrincipalId, record.PrincipalName, record.SignIn, record.Action, record.Request,
            record.ObjectType, record.ObjectId, record.ProjectId, record.Address, record.Forwarded, (short)record.Outcome, record.Status,
            record.Code, record.ChangesJson, record.DurationMs, record.CorrelationId, record.Silo, record.Times, entry.Seal, entry.PreviousHash, entry.Hash,
        ];
        var command = new NpgsqlBatchCommand(s_insert);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return command;
    }

    public static AuditEntry Entry(NpgsqlDataReader row)
    {
        var record = new AuditRecord
        {
            At = row.GetFieldValue<DateTimeOffset>(1),
            PrincipalId = row.GetString(2),
            PrincipalName = Text(3),
            SignIn = row.GetString(4),
            Action = row.GetString(5),
            Request = Text(6),
            ObjectType = Text(7),
            ObjectId = Text(8),
            ProjectId = row.IsDBNull(9) ? null : row.GetGuid(9),
            Address = Text(10),
            Forwarded = Text(11),
            Outcome = (AuditOutcome)row.GetInt16(12),
            Status = row.IsDBNull(13) ? null : row.GetInt32(13),
            Code = Text(14),
            ChangesJson = Text(15),
            DurationMs = row.GetInt32(16),
            CorrelationId = Text(17),
            Silo = row.GetString(18),
            Times = row.GetInt32(19),
        };
        return new AuditEntry(row.GetInt64(0), record, row.GetString(20), row.GetString(21), row.GetString(22));

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }
}
