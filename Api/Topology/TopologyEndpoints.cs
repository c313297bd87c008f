using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.OpenApi;
using Nms.Contracts.Topology;

namespace Nms.Api.Topology;

/// <summary>Whole projects in one answer, with an ETag.</summary>
internal static class TopologyEndpoints
{
    private const string HowToAskAgain = "Send the ETag back as If-None-Match: 304 means that nothing changed.";

    public static void MapTopology(this IEndpointRouteBuilder api)
    {
        api.MapGet("/topology", GetAllAsync).WithTags(ApiTags.Gns3)
            .Produces<TopologyListResponse>().Produces(StatusCodes.Status304NotModified)
            .Require(Permissions.ProjectRead).Describe(
                "get_all_topologies", "Shows every project with its nodes, links and drawings.", HowToAskAgain, RouteDescriptions.ReadFailures);
        api.MapGet("/projects/{projectId}/topology", GetAsync).WithTags(ApiTags.Gns3)
            .Produces<TopologyResponse>().Produces(StatusCodes.Status304NotModified)
            .Require(Permissions.ProjectRead).Describe(
                "get_topology", "Shows one project with its nodes, links and drawings.", HowToAskAgain, RouteDescriptions.ReadFailures);
    }

    private static async Task GetAsync(
        Guid projectId, [FromQuery(Name = "refresh")] bool? refresh, HttpContext context, TopologyReader reader, CancellationToken cancellationToken)
    {
        var (answer, freshness) = await reader.RenderAsync(projectId, refresh ?? false, cancellationToken);
        await answer.WriteAsync(context, freshness);
    }

    private static async Task GetAllAsync(
        [FromQuery(Name = "refresh")] bool? refresh, HttpContext context, TopologyReader reader, CancellationToken cancellationToken)
    {
        var (answer, freshness) = await reader.RenderAllAsync(context.Caller(), refresh ?? false, cancellationToken);
        await answer.WriteAsync(context, freshness);
    }
}
