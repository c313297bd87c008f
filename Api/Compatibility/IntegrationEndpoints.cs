using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Nms.Api.OpenApi;
using Nms.Api.Projects;
using Nms.Api.Topology;

namespace Nms.Api.Compatibility;

/// <summary>The part of the published integration paths that is about GNS3.</summary>
internal static class IntegrationEndpoints
{
    public static void MapIntegration(this IEndpointRouteBuilder mount, bool isAlias)
    {
        string? Name(string name) => isAlias ? null : name;
        var integration = mount.MapGroup("/integration").WithTags(ApiTags.Gns3);
        integration.MapPost("/gns3/detect", DetectAsync).Describe(
            Name("integration_detect"), "Asks GNS3 whether it is there.", "Answers 200 also when it is not: the answer is available false.");
        integration.MapGet("/gns3/projects", ListProjectsAsync).Describe(Name("integration_projects"), "Lists projects with their nodes.");
        integration.MapGet("/topology", GetTopologyAsync).WithTags(ApiTags.Orchestration).Describe(
            Name("integration_topology"), "Shows the labs beside what the modules know.");
    }

    private static async Task<Ok<PublishedDetection>> DetectAsync(
        PublishedParameters parameters, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var servers = await grains.Projects().ListServersAsync(cancellationToken);
        var name = parameters.Text("server") ?? (servers.IsEmpty ? null : servers[0]);
        if (name is null || !servers.Contains(name, StringComparer.Ordinal))
        {
            throw new NotFoundException("server_not_found", $"There is no GNS3 server named {name}; configured are: {string.Join(", ", servers)}.");
        }

        var found = await grains.Gns3Server(name).DetectAsync(cancellationToken);
        return TypedResults.Ok(new PublishedDetection(
            found.Available, found.Host, found.Port, found.Version, found.ProjectCount, found.DetectedAt, found.ResponseTimeMs, found.Error));
    }

    private static async Task<Ok<PublishedProjectEntry[]>> ListProjectsAsync(TopologyReader reader, CancellationToken cancellationToken)
    {
        var (topologies, _) = await reader.ListAsync(refresh: false, cancellationToken);
        return TypedResults.Ok(topologies.Select(topology => new PublishedProjectEntry(
            topology.Project.ProjectId.ToString("D"),
            topology.Project.Name,
            topology.Project.Status.ToWord(),
            topology.Project.Path,
            topology.Nodes.Length,
            [.. topology.Nodes.Select(CentralMapping.ToPublished)])).ToArray());
    }

    private static async Task<Ok<PublishedIntegration>> GetTopologyAsync(
        TopologyReader reader, ProjectReader projects, CancellationToken cancellationToken)
    {
        var (topologies, freshness) = await reader.ListAsync(refresh: false, cancellationToken);
        var servers = await projects.ListServersAsync(cancellationToken);
        var nothing = new Dictionary<string, object>();
        return TypedResults.Ok(new PublishedIntegration(
            [.. topologies.Select(CentralMapping.ToPublishedProject)],
            nothing,
            nothing,
            new Dictionary<string, PublishedIntegrationEntry>
            {
                ["gns3_integration"] = new(
                    servers.Any(server => server.Connected), freshness.LastUpdate, servers.All(server => server.Connected) ? "healthy" : "unhealthy"),
            },
            projects.Now));
    }
}
