using System.Collections.Immutable;
using Nms.Workflows;

namespace Nms.Storage;

/// <summary>What both databases share of the statements on workflow runs.</summary>
internal static class WorkflowColumns
{
    /// <summary>Runs deleted in one transaction.</summary>
    public const int PurgeBatch = 200;

    public const string Row = "run_id, workflow, version, status, run_key, project_id, parent_id, requested_by, started_by, started_at, ended_at, due_at, progress, error_code, error";

    private const double Millionths = 1_000_000;

    public static int ToMillionths(double progress) => (int)Math.Round(progress * Millionths);

    public static double FromMillionths(long progress) => progress / Millionths;

    /// <summary>The conditions of a query, from WHERE on.</summary>
    /// <param name="query">The query.</param>
    /// <param name="add">Adds a parameter, a string, a Guid or a long, and gives its name.</param>
    public static string Conditions(WorkflowRunQuery query, Func<object, string> add)
    {
        List<string> conditions = ["1 = 1"];
        In("workflow", query.Workflows.CastArray<object>());
        In("status", [.. query.Statuses.Select(object (status) => (long)status)]);
        Is("project_id", query.ProjectId);
        Is("parent_id", query.ParentRunId);
        Is("run_key", query.Key);
        if (query.Before is { } before)
        {
            conditions.Add($"run_id < {add(before)}");
        }

        if (query.VisibleProjects is { } visible)
        {
            if (visible is [])
            {
                conditions.Add("1 = 0");
            }

            In("project_id", [.. visible.Select(object (project) => project)]);
        }

        return $"WHERE {string.Join(" AND ", conditions)}";

        void Is(string column, object? value)
        {
            if (value is not null)
            {
                conditions.Add($"{column} = {add(value)}");
            }
        }

        void In(string column, ImmutableArray<object> values)
        {
            if (values is not [])
            {
                conditions.Add($"{column} IN ({string.Join(", ", values.Select(add))})");
            }
        }
    }

    public static ConflictException HasMoved(Guid run) => new("workflow_run_moved", $"Workflow run {run} goes on elsewhere.");

    public static ConflictException KeyInUse(WorkflowRunRow row) =>
        new("run_key_in_use", $"A run of workflow {row.WorkflowName} with the key {row.Key} is not over.");
}
