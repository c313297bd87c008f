using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Api.Topology;
using Nms.Contracts.Projects;
using Nms.Contracts.Topology;
using Nms.Projects;

namespace Nms.Api.Projects;

/// <summary>Snapshots of a project.</summary>
internal static class SnapshotEndpoints
{
    public static void MapSnapshots(this IEndpointRouteBuilder api)
    {
        var snapshots = api.MapGroup("/projects/{projectId}/snapshots").WithTags(ApiTags.Gns3);
        snapshots.MapGet("/", ListAsync).Require(Permissions.ProjectRead).Describe(
            "list_snapshots", "Lists the snapshots of a project.", "Asked of GNS3 every time: it does not tell of them.", RouteDescriptions.CommandFailures);
        snapshots.MapPost("/", CreateAsync).Checks<CreateSnapshotRequest>(static (request, errors) => errors.Required("name", request.Name, longest: 255)).Require(Permissions.SnapshotManage).Describe(
            "create_snapshot", "Takes a snapshot; every node must be stopped.", null, RouteDescriptions.CommandFailures);
        snapshots.MapPost("/{snapshotId}/restore", RestoreAsync).Require(Permissions.SnapshotManage).Describe(
            "restore_snapshot",
            "Restores a snapshot and shows the topology after it.",
            "Nodes may get new ids; the events node.id_changed say which, and previous_ids keeps them.",
            RouteDescriptions.CommandFailures);
        snapshots.MapDelete("/{snapshotId}", DeleteAsync).Require(Permissions.SnapshotManage).Describe(
            "delete_snapshot", "Deletes a snapshot.", null, RouteDescriptions.CommandFailures);
    }

    private static async Task<Ok<SnapshotListResponse>> ListAsync(
        Guid projectId, [AsParameters] PageQuery page, HttpContext context, IGrainFactory grains, ProjectReader reader, CancellationToken cancellationToken)
    {
        var snapshots = await grains.ProjectCommands(projectId).ListSnapshotsAsync(cancellationToken);
        var answer = page.Fill(context, snapshots, ProjectMapping.ToResponse, entries => new SnapshotListResponse(entries));
        return TypedResults.Ok(Freshness.Asked(reader.Now).Stamp(answer));
    }

    private static async Task<Created<SnapshotResponse>> CreateAsync(
        Guid projectId, CreateSnapshotRequest request, IGrainFactory grains, AuditNote audit, CancellationToken cancellationToken)
    {
        var snapshot = await grains.ProjectCommands(projectId).CreateSnapshotAsync(request.Name!, cancellationToken);
        var shown = snapshot.ToResponse();
        audit.Changed(null, shown);
        return TypedResults.Created($"/api/v1/projects/{projectId}/snapshots/{snapshot.SnapshotId}", shown);
    }

    private static async Task<Ok<TopologyResponse>> RestoreAsync(
        Guid projectId, Guid snapshotId, IGrainFactory grains, ProjectReader reader, AuditNote audit, CancellationToken cancellationToken)
    {
        var snapshot = await FindAsync(projectId, snapshotId, grains, cancellationToken);
        var topology = await grains.ProjectCommands(projectId).RestoreSnapshotAsync(snapshotId, cancellationToken);
        audit.Changed(null, new { Restored = snapshot?.Name ?? $"{snapshotId}" });
        return TypedResults.Ok(Freshness.Of(topology.Project, reader.Now, cached: false).Stamp(topology.ToResponse()));
    }

    private static async Task<NoContent> DeleteAsync(
        Guid projectId, Guid snapshotId, IGrainFactory grains, AuditNote audit, CancellationToken cancellationToken)
    {
        var snapshot = await FindAsync(projectId, snapshotId, grains, cancellationToken);
        await grains.ProjectCommands(projectId).DeleteSnapshotAsync(snapshotId, cancellationToken);
        audit.Changed(snapshot?.ToResponse(), null);
        return TypedResults.NoContent();
    }

    // The audit log names what a command is about to take away; only GNS3 knows the name.
    private static async Task<SnapshotDescription?> FindAsync(
        Guid projectId, Guid snapshotId, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.ProjectCommands(projectId).ListSnapshotsAsync(cancellationToken)).FirstOrDefault(snapshot => snapshot.SnapshotId == snapshotId);
}
