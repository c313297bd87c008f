using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.OpenApi;
using Nms.Api.Projects;
using Nms.Api.Status;
using Nms.Api.Topology;
using Nms.Status;
using static Nms.Api.Compatibility.PublishedCall;
using static Nms.Api.Compatibility.PublishedMount;

namespace Nms.Api.Compatibility;

/// <summary>What other modules ask of GNS3.</summary>
internal static class IntegrationEndpoints
{
    public static IEnumerable<PublishedCall> Calls { get; } =
    [
        Post(V1, "integration/gns3/detect/", Permissions.ServerRead, DetectAsync, ApiTags.Gns3, "Asks every configured GNS3 server, now, whether it is there.") with { Failures = [] },
        Get(V1, "integration/gns3/projects/", Permissions.ProjectRead, ListProjectsAsync, ApiTags.Gns3, "Lists the projects of the GNS3 servers that are heard; empty when none is."),
        Get(V1, "integration/health/", Permissions.StatusRead, GetHealthAsync, ApiTags.Orchestration, "Tells how the services are; 503 when one that is needed is not.") with { Everywhere = true, Answer = typeof(IntegrationHealth) },
        Get(V1, "integration/topology/", Permissions.ProjectRead, GetTopologyAsync, ApiTags.Orchestration, "Shows GNS3's projects beside what modules and services told of themselves."),
    ];

    private static async Task<Ok<DetectionAnswer>> DetectAsync(HttpContext context, IGrainFactory grains, ProjectReader reader, CancellationToken cancellationToken)
    {
        var found = await Detection.AskAsync(context.Caller(), grains, reader, cancellationToken);
        var leading = Detection.Leading(found);
        return TypedResults.Ok(new DetectionAnswer(
            leading?.Answer.Available ?? false,
            leading?.Answer.Host,
            leading?.Answer.Port,
            leading?.Answer.Version,
            leading?.Answer.ProjectCount ?? 0,
            leading?.Answer.DetectedAt ?? reader.Now,
            leading?.Answer.ResponseTimeMs,
            leading is null ? Detection.NoServer : leading.Answer.Error,
            [.. found.Select(server => new DetectedServer(
                server.Name, server.Answer.Available, server.Answer.Host, server.Answer.Port, server.Answer.Version,
                server.Answer.ProjectCount, server.Answer.ResponseTimeMs, server.Answer.Error))]));
    }

    private static async Task<JsonHttpResult<IntegrationHealth>> GetHealthAsync(IPlatformHealth health, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var summary = await health.GetAsync(cancellationToken);
        return TypedResults.Json(IntegrationHealth.Of(summary, await grains.Modules().GetModulesAsync(cancellationToken), time.GetUtcNow()), statusCode: summary.State.ToHttpStatus());
    }

    private static async Task<Ok<IReadOnlyList<PublishedProject>>> ListProjectsAsync(HttpContext context, TopologyReader reader, CancellationToken cancellationToken)
    {
        var (topologies, _) = await reader.ListAsync(context.Caller(), refresh: false, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<PublishedProject>>(
            [.. topologies.Where(topology => topology.Project.Live).Select(CentralMapping.ToPublished)]);
    }

    private static async Task<Ok<IntegrationTopology>> GetTopologyAsync(
        HttpContext context, TopologyReader reader, TimeProvider time, CancellationToken cancellationToken)
    {
        var (topologies, _) = await reader.ListAsync(context.Caller(), refresh: false, cancellationToken);
        return TypedResults.Ok(new IntegrationTopology(
            [.. topologies.Select(CentralMapping.ToPublished)],
            DockerServices: new Dictionary<string, object>(),
            ModulesTopology: new Dictionary<string, object>(),
            IntegrationMap: new Dictionary<string, ModuleIntegration>(),
            ConsolidationTime: time.GetUtcNow()));
    }
}
