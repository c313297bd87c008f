using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Storage;

/// <summary>A query of events as the condition of a statement for PostgreSQL. Pure.</summary>
internal static class PostgresEventFilter
{
    public static (string Sql, List<object> Values) Write(EventCursor after, long upTo, EventQuery query)
    {
        List<object> values = [after.OldestOf(query), upTo];
        var sql = "sequence > $1 AND sequence <= $2";
        if (after != EventCursor.At(after.Newest))
        {
            values.AddRange([after.Critical, after.High, after.Normal, after.Low]);
            sql += " AND sequence > CASE priority WHEN 4 THEN $3 WHEN 3 THEN $4 WHEN 2 THEN $5 ELSE $6 END";
        }

        Add(query.MinimumPriority > EventPriority.Unknown, "priority >= $", (short)query.MinimumPriority);
        Add(query.MaximumPriority < EventPriority.Critical, "priority <= $", (short)query.MaximumPriority);
        AddAny("project_id = ANY ($", query.Projects);
        AddAny("node_id = ANY ($", query.Nodes);
        AddAny("source = ANY ($", query.Sources);
        AddAny<string>("type LIKE ANY ($", query.Types.IsDefault ? [] : [.. query.Types.Select(Pattern)]);
        Add(query.SubscribedTypes is not null, "type = ANY ($", query.SubscribedTypes?.ToArray(), ")");
        return (sql, values);

        void Add(bool restricts, string condition, object? value, string end = "")
        {
            if (restricts)
            {
                values.Add(value!);
                sql += $" AND {condition}{values.Count}{end}";
            }
        }

        void AddAny<T>(string condition, ImmutableArray<T> wanted) =>
            Add(!wanted.IsDefaultOrEmpty, condition, wanted.IsDefault ? null : wanted.ToArray(), ")");
    }

    private static string Pattern(string type) => type switch
    {
        "*" => "%",
        ['*', .. var end] => "%" + Literal(end),
        [.. var start, '*'] => Literal(start) + "%",
        _ => Literal(type),
    };

    private static string Literal(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
