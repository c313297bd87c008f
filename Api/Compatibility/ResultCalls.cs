using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Api.Workflows;
using Nms.Events;
using Nms.Workflows;
using static Nms.Api.Compatibility.PublishedCall;
using static Nms.Api.Compatibility.PublishedMount;

namespace Nms.Api.Compatibility;

/// <summary>What came of a session of tests, for the clients that asked the former hub in vain.</summary>
internal static class ResultCalls
{
    private const int MostRuns = 50;
    private const int MostEvents = 1_000;
    private const int MostPages = 10;
    private const int LongestSession = 200;

    private static readonly string[] s_startedWith = ["trigger_data", "inputs"];

    public static IEnumerable<PublishedCall> Calls { get; } =
    [
        Get(V1, "integration/results/", Permissions.WorkflowRead, GetAsync, ApiTags.Orchestration, "Tells what came of the latest workflow runs, or of those of a session.")
            with { Parameters = PublishedParameters.Session, Failures = [StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable] },
    ];

    private static async Task<Ok<SessionResults>> GetAsync(
        HttpContext context, IGrainFactory grains, IWorkflowRuns runs, IEventFeed feed, TimeProvider time, CancellationToken cancellationToken)
    {
        var session = context.Request.Query["session_id"].ToString() is { Length: > 0 } text ? text : null;
        new FieldErrors().Optional("session_id", session, LongestSession).ThrowIfAny();
        var query = new WorkflowRunQuery { VisibleProjects = VisibleRuns.To(context.Caller()).Projects?.ToImmutableArray() };
        var found = new List<WorkflowRunSnapshot>();
        foreach (var row in await runs.QueryAsync(query, MostRuns, cancellationToken))
        {
            if ((session is null || await IsOfAsync(row.RunId, session, runs, cancellationToken)) && await grains.WorkflowRun(row.RunId).FindAsync(cancellationToken) is { } run)
            {
                found.Add(run);
            }
        }

        return TypedResults.Ok(new SessionResults(
            session,
            found.Count == 0 ? 0 : await CountAlertsAsync(found.Min(run => run.StartedAt), context, feed, cancellationToken),
            [.. found.SelectMany(run => run.Steps).Where(step => step.Status == WorkflowStepStatus.Completed && step.Uses.Contains('/')).Select(step => step.Uses.Split('/')[0]).Distinct().Order(StringComparer.Ordinal)],
            [.. found.Select(run => new SessionRun(run.RunId, run.WorkflowName, JsonNamingPolicy.SnakeCaseLower.ConvertName($"{run.Status}"), Math.Round(run.Progress, 4), run.StartedAt, run.EndedAt))],
            time.GetUtcNow()));
    }

    // A run's first entry tells what it was started with and by what.
    private static async Task<bool> IsOfAsync(Guid runId, string session, IWorkflowRuns runs, CancellationToken cancellationToken)
    {
        if (await runs.ReadHistoryAsync(runId, 0, 1, cancellationToken) is not [var first])
        {
            return false;
        }

        using var data = JsonDocument.Parse(first.DataJson);
        return s_startedWith.Any(member =>
            data.RootElement.TryGetProperty(member, out var given) && given.ValueKind == JsonValueKind.Object
            && given.TryGetProperty("session_id", out var id) && id.ValueKind == JsonValueKind.String && id.ValueEquals(session));
    }

    private static async Task<int> CountAlertsAsync(DateTimeOffset since, HttpContext context, IEventFeed feed, CancellationToken cancellationToken)
    {
        var visible = VisibleEvents.To(context.Caller());
        var query = EventQuery.All with { MinimumPriority = EventPriority.Critical };
        var (count, after) = (0, default(EventCursor));
        for (var page = 0; page < MostPages; page++)
        {
            var found = await feed.ReadAsync(after, MostEvents, query, cancellationToken);
            count += found.Events.Count(e => e.OccurredAt >= since && visible.Contains(e));
            if (found.Events.Length < MostEvents)
            {
                break;
            }

            after = after.Through(found.Next);
        }

        return count;
    }
}
