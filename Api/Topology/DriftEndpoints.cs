using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.OpenApi;
using Nms.Api.Projects;
using Nms.Contracts.Topology;
using Nms.Topology;
using WireState = Nms.Contracts.Topology.DriftState;

namespace Nms.Api.Topology;

/// <summary>The drawing beside the network.</summary>
internal static class DriftEndpoints
{
    private const string GraphMl = "application/graphml+xml";
    private const string Dot = "text/vnd.graphviz";

    public static void MapDrift(this IEndpointRouteBuilder api) =>
        api.MapGet("/projects/{projectId}/topology/drift", GetAsync).WithTags(ApiTags.Equipment).Require(Permissions.ProjectRead)
            .Produces<DriftReportResponse>().Produces<string>(StatusCodes.Status200OK, GraphMl, Dot).Produces(StatusCodes.Status304NotModified)
            .Describe(
                "get_topology_drift",
                "Shows the lab as it is drawn beside the network as it shows itself, link by link.",
                "Judged at the end of every discovery run of the project, and again when the drawing or what runs changes. state shows only links of one state. "
                + "format is json (the default), graphml or dot; without it, Accept decides. Send the ETag back as If-None-Match: 304 means that nothing changed.",
                RouteDescriptions.ReadFailures);

    private static async Task<IResult> GetAsync(
        Guid projectId,
        [FromQuery(Name = "state")] Word<WireState>? state,
        [FromQuery(Name = "format")] Word<DriftFormat>? format,
        HttpContext context,
        IGrainFactory grains,
        ProjectReader projects,
        CancellationToken cancellationToken)
    {
        var (project, _) = await projects.GetAsync(projectId, refresh: false, cancellationToken);
        var report = await grains.TopologyDrift(projectId).RejudgeAsync(cancellationToken)
            ?? throw new NotFoundException("drift_not_judged", $"Project {project.Name} was not judged yet: run discovery first.");
        bool IsWanted(DriftItem item) => state is null || item.State.ToWire() == state.Value.Value;
        IReadOnlyList<DriftItem> items = [.. report.Items.Where(IsWanted)];
        var (type, body) = (format?.Value ?? Accepted(context.Request)) switch
        {
            DriftFormat.Graphml => (GraphMl, Encoding.UTF8.GetBytes(DriftGraphs.ToGraphMl(projectId, items))),
            DriftFormat.Dot => (Dot, Encoding.UTF8.GetBytes(DriftGraphs.ToDot(projectId, items))),
            _ => ("application/json", JsonSerializer.SerializeToUtf8Bytes(report.ToResponse(IsWanted), ApiJson.Options)),
        };
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.Vary = HeaderNames.Accept;

        // A weak tag, since the answer may be compressed; TypedResults compares it with If-None-Match.
        return TypedResults.Bytes(body, $"{type}; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"", isWeak: true));
    }

    private static DriftFormat Accepted(HttpRequest request) =>
        request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1).Select(type => type.MediaType.Value).FirstOrDefault() switch
        {
            GraphMl => DriftFormat.Graphml,
            Dot => DriftFormat.Dot,
            _ => DriftFormat.Json,
        };
}
