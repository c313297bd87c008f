using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Api.Projects;
using Nms.Contracts.Topology;
using Nms.Topology;

namespace Nms.Api.Topology;

/// <summary>Links of a project: filters, suspension, captures.</summary>
internal static class LinkEndpoints
{
    public static void MapLinks(this IEndpointRouteBuilder api)
    {
        var links = api.MapGroup("/projects/{projectId}/links").WithTags(ApiTags.Gns3);
        links.MapGet("/", ListAsync).Require(Permissions.ProjectRead).Describe(
            "list_links", "Lists the links of a project.", null, RouteDescriptions.ReadFailures);
        links.MapPost("/", CreateAsync).Checks<CreateLinkRequest>(LinkRules.Check).Require(Permissions.LinkManage).Describe(
            "create_link", "Links two nodes.", null, RouteDescriptions.CommandFailures);
        links.MapGet("/{linkId}", GetAsync).Require(Permissions.ProjectRead).Describe(
            "get_link", "Shows one link.", null, RouteDescriptions.ReadFailures);
        links.MapPatch("/{linkId}", UpdateAsync).Checks<UpdateLinkRequest>(LinkRules.Check).Require(Permissions.LinkManage).Describe(
            "update_link", "Changes a link's filters, or suspends it.", "The filters given replace the whole set.", RouteDescriptions.CommandFailures);
        links.MapDelete("/{linkId}", DeleteAsync).Require(Permissions.LinkManage).Describe(
            "delete_link", "Deletes a link.", null, RouteDescriptions.CommandFailures);
        links.MapPost("/{linkId}/capture/start", StartCaptureAsync).Checks<StartCaptureRequest>(LinkRules.Check).Require(Permissions.LinkManage).Describe(
            "start_capture", "Starts a packet capture on a link.", null, RouteDescriptions.CommandFailures);
        links.MapPost("/{linkId}/capture/stop", StopCaptureAsync).Require(Permissions.LinkManage).Describe(
            "stop_capture", "Stops the packet capture on a link.", null, RouteDescriptions.CommandFailures);
    }

    private static async Task<Ok<LinkListResponse>> ListAsync(
        Guid projectId,
        [FromQuery(Name = "refresh")] bool? refresh,
        [AsParameters] PageQuery page,
        HttpContext context,
        TopologyReader reader,
        CancellationToken cancellationToken)
    {
        var (topology, freshness) = await reader.GetAsync(projectId, refresh ?? false, cancellationToken);
        return TypedResults.Ok(freshness.Stamp(
            page.Fill(context, topology.Links, TopologyMapping.ToResponse, entries => new LinkListResponse(entries))));
    }

    private static async Task<Ok<LinkResponse>> GetAsync(
        Guid projectId, Guid linkId, [FromQuery(Name = "refresh")] bool? refresh, TopologyReader reader, CancellationToken cancellationToken)
    {
        var (topology, freshness) = await reader.GetAsync(projectId, refresh ?? false, cancellationToken);
        var link = topology.Links.FirstOrDefault(link => link.LinkId == linkId)
            ?? throw new NotFoundException("link_not_found", $"Project {topology.Project.Name} has no link {linkId}.");
        return TypedResults.Ok(freshness.Stamp(link.ToResponse()));
    }

    private static async Task<Created<LinkResponse>> CreateAsync(
        Guid projectId, CreateLinkRequest request, IGrainFactory grains, ProjectReader reader, AuditNote audit, CancellationToken cancellationToken)
    {
        var draft = new LinkDraft(
            [.. request.Nodes!.Select(end => new LinkEndpoint(end.NodeId!.Value, end.AdapterNumber ?? 0, end.PortNumber ?? 0, end.Label?.GetRawText()))],
            Filters(request.Filters),
            request.Suspend);
        var link = await grains.ProjectCommands(projectId).CreateLinkAsync(draft, cancellationToken);
        audit.Made(link);
        return TypedResults.Created(
            $"/api/v1/projects/{projectId}/links/{link.LinkId}", Freshness.Asked(reader.Now).Stamp(link.ToResponse()));
    }

    private static async Task<Ok<LinkResponse>> UpdateAsync(
        Guid projectId, Guid linkId, UpdateLinkRequest request, IGrainFactory grains, ProjectReader reader, TopologyReader topologies, AuditNote audit, CancellationToken cancellationToken)
    {
        var changes = new LinkChanges(Filters(request.Filters), request.Suspend);
        var before = await FindAsync(projectId, linkId, topologies, cancellationToken);
        var link = await grains.ProjectCommands(projectId).UpdateLinkAsync(linkId, changes, cancellationToken);
        audit.Changed(before?.ToResponse(), link.ToResponse());
        return Done(link, reader);
    }

    private static async Task<NoContent> DeleteAsync(
        Guid projectId, Guid linkId, IGrainFactory grains, TopologyReader topologies, AuditNote audit, CancellationToken cancellationToken)
    {
        var before = await FindAsync(projectId, linkId, topologies, cancellationToken);
        await grains.ProjectCommands(projectId).DeleteLinkAsync(linkId, cancellationToken);
        if (before is not null)
        {
            audit.Gone(before);
        }

        return TypedResults.NoContent();
    }

    private static async Task<Ok<LinkResponse>> StartCaptureAsync(
        Guid projectId, Guid linkId, StartCaptureRequest? request, IGrainFactory grains, ProjectReader reader, TopologyReader topologies, AuditNote audit, CancellationToken cancellationToken)
    {
        var before = await FindAsync(projectId, linkId, topologies, cancellationToken);
        var link = await grains.ProjectCommands(projectId).StartCaptureAsync(linkId, request?.CaptureFileName, cancellationToken);
        audit.Changed(before?.ToResponse(), link.ToResponse());
        return Done(link, reader);
    }

    private static async Task<Ok<LinkResponse>> StopCaptureAsync(
        Guid projectId, Guid linkId, IGrainFactory grains, ProjectReader reader, TopologyReader topologies, AuditNote audit, CancellationToken cancellationToken)
    {
        var before = await FindAsync(projectId, linkId, topologies, cancellationToken);
        var link = await grains.ProjectCommands(projectId).StopCaptureAsync(linkId, cancellationToken);
        audit.Changed(before?.ToResponse(), link.ToResponse());
        return Done(link, reader);
    }

    private static async Task<LinkSnapshot?> FindAsync(Guid projectId, Guid linkId, TopologyReader topologies, CancellationToken cancellationToken) =>
        (await topologies.GetAsync(projectId, refresh: false, cancellationToken)).Topology.Links.FirstOrDefault(link => link.LinkId == linkId);

    private static Ok<LinkResponse> Done(LinkSnapshot link, ProjectReader reader) =>
        TypedResults.Ok(Freshness.Asked(reader.Now).Stamp(link.ToResponse()));

    private static string? Filters(IReadOnlyDictionary<string, JsonElement>? filters) =>
        filters is null ? null : JsonSerializer.Serialize(filters, ApiJson.Options);
}
