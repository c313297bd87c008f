using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Nodes;

namespace Nms.Api.Nodes;

/// <summary>Files in a node's directory, such as startup.vpc.</summary>
internal static class NodeFileEndpoints
{
    private const int MostBytes = 4 << 20;

    public static void MapNodeFiles(this IEndpointRouteBuilder api)
    {
        var files = api.MapGroup("/projects/{projectId}/nodes/{nodeId}/files").WithTags(ApiTags.Gns3);
        files.MapGet("/{*path}", ReadAsync)
            .Audited()
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
            .Require(Permissions.NodeFileRead).Describe(
                "read_node_file", "Reads a file of a node's directory.", "At most 4 MiB.", RouteDescriptions.CommandFailures);
        files.MapPut("/{*path}", WriteAsync)
            .Accepts<byte[]>("application/octet-stream", "text/plain")
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .Require(Permissions.NodeFileWrite).Describe(
                "write_node_file", "Writes a file of a node's directory.", "The body is the file, at most 4 MiB.",
                [.. RouteDescriptions.CommandFailures, StatusCodes.Status413PayloadTooLarge]);
    }

    private static async Task<FileContentHttpResult> ReadAsync(
        Guid projectId, Guid nodeId, string path, IGrainFactory grains, CancellationToken cancellationToken)
    {
        Check(path);
        var content = await grains.NodeCommands(new NodeKey(projectId, nodeId)).ReadFileAsync(path, cancellationToken);
        return TypedResults.File(content, "application/octet-stream");
    }

    private static async Task<NoContent> WriteAsync(
        Guid projectId, Guid nodeId, string path, HttpRequest request, IGrainFactory grains, AuditNote audit, CancellationToken cancellationToken)
    {
        Check(path);
        using var content = new MemoryStream();
        await request.Body.CopyToAsync(content, cancellationToken);
        await grains.NodeCommands(new NodeKey(projectId, nodeId)).WriteFileAsync(path, content.ToArray(), cancellationToken);
        audit.Changed(null, new { Bytes = content.Length });
        return TypedResults.NoContent();
    }

    // GNS3 refuses paths that leave the node's directory; a hub that forwards them would make a bug of GNS3's ours.
    private static void Check(string path) => new FieldErrors()
        .Required("path", path, longest: 1024)
        .When(Leaves(path) || Leaves(Uri.UnescapeDataString(path)), "path", "must be relative and stay inside the node's directory")
        .ThrowIfAny();

    private static bool Leaves(string path) => path.Split('/', '\\').Any(part => part is "" or "." or "..");
}
