using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nms.Api.Limits;

namespace Nms.Silo.Health;

/// <summary>Liveness and readiness, for supervisors and proxies. Open to everybody, therefore without a word of why.</summary>
internal static class HealthEndpoints
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Json(new { Status = "alive" }, s_json)).AllowAnonymous().Limit(EndpointClass.Unlimited).ExcludeFromDescription();
        routes.MapGet("/health/ready", async (Readiness readiness, CancellationToken cancellationToken) =>
        {
            var report = await readiness.AskAsync(cancellationToken);
            var ready = report.Status != HealthStatus.Unhealthy;
            return Results.Json(
                new
                {
                    Status = ready ? "ready" : "unready",
                    Checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status == HealthStatus.Unhealthy ? "failed" : "passed"),
                },
                s_json,
                statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous().Limit(EndpointClass.Unlimited).ExcludeFromDescription();
    }
}
