using System.Text.Json;

namespace Nms.Silo.Health;

/// <summary>Liveness and readiness, for supervisors and proxies. Open to everybody, therefore without addresses or names of users.</summary>
internal static class HealthEndpoints
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static void AddHealth(this IServiceCollection services) => services.AddSingleton<ReadinessProbe>();

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Json(new { Status = "alive" }, s_json)).ExcludeFromDescription();
        routes.MapGet("/health/ready", async (ReadinessProbe probe, CancellationToken cancellationToken) =>
        {
            var report = await probe.AskAsync(cancellationToken);
            return Results.Json(Body(report), s_json, statusCode: report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).ExcludeFromDescription();
    }

    private static object Body(ReadinessReport report) => new
    {
        Status = report.Ready ? "ready" : "unready",
        Checks = report.Checks.ToDictionary(check => check.Name, check => new { check.Healthy, check.Failure }),
        Gns3Servers = report.Servers.ToDictionary(server => server.Name, server => new
        {
            State = server.Snapshot switch { null => "unknown", { Connected: true } => "connected", _ => "disconnected" },
            server.Snapshot?.Version,
            Projects = server.Snapshot?.ProjectCount,
            server.Snapshot?.ReconciledAt,
            Error = server.Snapshot?.LastError ?? server.Failure,
        }),
    };
}
