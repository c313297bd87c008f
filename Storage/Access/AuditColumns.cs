using Nms.Access;

namespace Nms.Storage;

/// <summary>The columns of the audit log and the conditions of a query, which both databases write alike.</summary>
internal static class AuditColumns
{
    public const string All =
        "sequence, at, principal_id, principal_name, sign_in, action, request, object_type, object_id, project_id, address, forwarded, "
        + "outcome, status, code, changes, duration_ms, correlation_id, silo, times, seal, previous_hash, hash";

    /// <summary>Entries deleted in one transaction.</summary>
    public const int PurgeBatch = 1_000;

    /// <summary>The conditions of a query beside its bounds, with the values that a database's own parameters stand for.</summary>
    /// <param name="query">What is wanted.</param>
    /// <param name="parameter">Takes a value and gives the text of its parameter.</param>
    public static string Conditions(AuditQuery query, Func<object, string> parameter)
    {
        var sql = "";
        Equal("principal_id", query.PrincipalId);
        Equal("principal_name", query.PrincipalName);
        Equal("action", query.Action);
        Equal("object_type", query.ObjectType);
        Equal("object_id", query.ObjectId);
        Equal("project_id", query.ProjectId);
        Equal("outcome", (short?)query.Outcome);
        Equal("correlation_id", query.CorrelationId);
        if (query.From is { } from)
        {
            sql += $" AND at >= {parameter(from)}";
        }

        if (query.To is { } to)
        {
            sql += $" AND at < {parameter(to)}";
        }

        if (query.Projects is { } projects)
        {
            sql += projects.IsEmpty ? " AND false" : $" AND project_id IN ({string.Join(", ", projects.Select(project => parameter(project)))})";
        }

        return sql;

        void Equal(string column, object? value)
        {
            if (value is not null)
            {
                sql += $" AND {column} = {parameter(value)}";
            }
        }
    }
}
