using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.OpenApi;
using Nms.Contracts.Status;
using Nms.Status;

namespace Nms.Api.Status;

/// <summary>The health of every dependency, for an operator. What a supervisor or a proxy asks is /health/live and /health/ready.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes) => routes
        .MapGet("/health", GetAsync).WithTags(ApiTags.Infrastructure).Require(Permissions.StatusRead, everywhere: true)
        .Describe(
            "get_health",
            "Shows every dependency: its state, since when, why, and what to do.",
            "The answer has status 503, and the same body, when a dependency is critical.")
        .Produces<HealthResponse>();

    /// <summary>The word of a state, as clients read it.</summary>
    public static string ToWord(this HealthState state) => state switch
    {
        HealthState.Ok => "ok",
        HealthState.Warning => "warning",
        HealthState.Critical => "critical",
        _ => "unknown",
    };

    /// <summary>The HTTP status that a state is told with.</summary>
    public static int ToHttpStatus(this HealthState state) =>
        state == HealthState.Critical ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;

    private static async Task<JsonHttpResult<HealthResponse>> GetAsync(HttpContext context, IPlatformHealth health, CancellationToken cancellationToken)
    {
        var summary = await health.GetAsync(cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            new HealthResponse(summary.State.ToWord(), summary.CheckedAt, [.. summary.Dependencies.Select(ToResponse)]),
            statusCode: summary.State.ToHttpStatus());
    }

    private static DependencyResponse ToResponse(DependencyHealth dependency) => new(
        dependency.Name,
        dependency.State.ToWord(),
        Math.Round(dependency.Latency.TotalMilliseconds, 3),
        dependency.Since,
        dependency.Cause,
        dependency.Remedy,
        dependency.Details);
}
