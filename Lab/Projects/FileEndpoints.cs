using Nms.Lab.Wire;

namespace Nms.Lab.Projects;

/// <summary>The files of a project and of its nodes.</summary>
internal sealed class FileEndpoints(LabState state)
{
    private const string OfProject = "/projects/{project_id}/files/{**path}";
    private const string OfNode = "/projects/{project_id}/nodes/{node_id}/files/{**path}";

    public void Map(LabRoutes routes)
    {
        routes.Raw("GET", OfProject, request => ReadAsync(routes, request, OfProject, () => state.Project(request.ProjectId).Files));
        routes.Raw("POST", OfProject, request => WriteAsync(request, () => state.Project(request.ProjectId).Files));
        routes.Raw("GET", OfNode, request => ReadAsync(routes, request, OfNode, () => state.Node(request.ProjectId, request.NodeId).Files));
        routes.Raw("POST", OfNode, request => WriteAsync(request, () => state.Node(request.ProjectId, request.NodeId).Files));
    }

    private async Task<LabAnswer?> ReadAsync(LabRoutes routes, LabRequest request, string route, Func<Dictionary<string, byte[]>> files)
    {
        byte[]? content;
        lock (state.Gate) content = files().GetValueOrDefault(Inside(request));
        if (content is null)
        {
            var inside = route == OfProject ? null : $"project-files/{TypeOf(request)}/{request.NodeId}/{request.Path("path")}";
            throw LabRefusalException.NotFound(inside is null ? "404: Not Found" : $"GET /projects/{request.ProjectId}/files/{inside} not found");
        }


        routes.Describe(request.Http, route, StatusCodes.Status200OK);
        request.Http.Response.ContentType = "application/octet-stream";
        await request.Http.Response.Body.WriteAsync(content, request.Aborted);
        return null;
    }

    private async Task<LabAnswer?> WriteAsync(LabRequest request, Func<Dictionary<string, byte[]>> files)
    {
        using var content = new MemoryStream();
        await request.Http.Request.Body.CopyToAsync(content, request.Aborted);
        lock (state.Gate)
        {
            var path = Inside(request);
            var target = files();
            var others = target.Where(file => file.Key != path).Sum(file => file.Value.Length);
            if (others + content.Length > LabLimits.FileBytes)
                throw LabRefusalException.Conflict($"The lab takes {LabLimits.FileBytes} bytes of files at most");
            target[path] = content.ToArray();
        }

        return LabAnswer.Empty(StatusCodes.Status201Created);
    }

    private string TypeOf(LabRequest request)
    {
        lock (state.Gate) return state.Node(request.ProjectId, request.NodeId).Type;
    }

    private static string Inside(LabRequest request)
    {
        var path = request.Path("path");
        return path.StartsWith('.') || $"/{path}/".Contains("/../", StringComparison.Ordinal) ? throw LabRefusalException.Forbidden("403: Forbidden") : path;
    }
}
