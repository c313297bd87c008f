using Nms.Messaging;

namespace Nms.Storage;

/// <summary>What both databases say alike of messages.</summary>
internal static class MessageColumns
{
    /// <summary>Messages deleted in one transaction.</summary>
    public const int PurgeBatch = 1_000;

    public const string All =
        "message_id, inbox, sender, sent_by, type, priority, status, data, created_at, expires_at, attempts, due_at, correlation_id, reply_to, "
        + "broadcast, response, error, finished_at, sequence";

    /// <summary>The conditions of a query, each beginning with AND; parameters are made by the database's own binding.</summary>
    public static string Conditions(MessageQuery query, Func<object, string> parameter)
    {
        var sql = "";
        if (query.Module is { } module)
        {
            var name = parameter(module);
            sql += $" AND (inbox = {name} OR sender = {name})";
        }

        if (query.Inbox is { } inbox)
        {
            sql += $" AND inbox = {parameter(inbox)}";
        }

        if (query.Type != MessageType.Unknown)
        {
            sql += $" AND type = {parameter((long)query.Type)}";
        }

        if (query.Statuses is not [])
        {
            // Literals, so that the index of dead letters is recognised.
            sql += $" AND status IN ({string.Join(", ", query.Statuses.Select(status => (int)status))})";
        }

        if (query.Visible is { } visible)
        {
            var names = string.Join(", ", visible.Select(name => parameter(name)));
            sql += names.Length == 0 ? " AND false" : $" AND (inbox IN ({names}) OR sender IN ({names}))";
        }

        return sql;
    }
}
