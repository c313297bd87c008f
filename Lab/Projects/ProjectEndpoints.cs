using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Nms.Lab.Wire;

namespace Nms.Lab.Projects;

/// <summary>The routes of projects.</summary>
internal sealed class ProjectEndpoints(LabState state, ProjectCommands projects)
{
    private const string ExportPath = "/projects/{project_id}/export";

    private static readonly (string, Schema)[] Settings =
    [
        ("name", Schema.Name.OrNull()),
        ("path", Schema.Text.OrNull()),
        ("auto_close", Schema.Boolean),
        ("auto_open", Schema.Boolean),
        ("auto_start", Schema.Boolean),
        ("scene_height", Schema.Integer),
        ("scene_width", Schema.Integer),
        ("zoom", Schema.Integer),
        ("show_layers", Schema.Boolean),
        ("snap_to_grid", Schema.Boolean),
        ("show_grid", Schema.Boolean),
        ("grid_size", Schema.Integer),
        ("drawing_grid_size", Schema.Integer),
        ("show_interface_labels", Schema.Boolean),
        ("supplier", Schema.Map.OrNull()),
        ("variables", Schema.ListOf(Schema.Object(("name", Schema.Name)).Requires("name").Open()).OrNull()),
    ];

    private static readonly Schema Update = Schema.Object(Settings);

    private static readonly Schema Create = Update.With(("project_id", Schema.Uuid.OrNull())).Requires("name");

    private static readonly Schema Load = Schema.Object(("path", Schema.Name)).Requires("path");

    private static readonly Schema Duplicate = Create.With(("reset_mac_addresses", Schema.Boolean));

    public void Map(LabRoutes routes)
    {
        routes.Get("/projects", _ =>
        {
            lock (state.Gate) return LabAnswer.Ok(new JsonArray([.. state.Projects.Values.Select(project => (JsonNode)project.ToJson())]));
        });
        routes.Post("/projects", Create, request => Described(projects.Create(request.Body), StatusCodes.Status201Created));
        routes.Get("/projects/{project_id}", request => Described(Project(request), StatusCodes.Status200OK));
        routes.Put("/projects/{project_id}", Update, request =>
        {
            projects.Update(Project(request), request.Body);
            return Described(Project(request), StatusCodes.Status200OK);
        });
        routes.Delete("/projects/{project_id}", request =>
        {
            projects.Delete(Project(request));
            return LabAnswer.NoContent;
        });
        routes.Get("/projects/{project_id}/stats", request =>
        {
            lock (state.Gate) return LabAnswer.Ok(ProjectCommands.Stats(state.Project(request.ProjectId)));
        });
        routes.Post("/projects/{project_id}/open", request =>
        {
            projects.Open(Project(request));
            return Described(Project(request), StatusCodes.Status201Created);
        });
        routes.Post("/projects/{project_id}/close", request =>
        {
            projects.Close(Project(request));
            return LabAnswer.NoContent;
        });
        routes.Post("/projects/{project_id}/duplicate", Duplicate, request =>
            Described(projects.Duplicate(Project(request), request.Text("name") ?? Project(request).Name), StatusCodes.Status201Created));
        routes.Post("/projects/load", Load, request => Described(projects.Load(request.Text("path")!), StatusCodes.Status201Created));
        routes.Raw("GET", ExportPath, request => ExportAsync(routes, request));
        routes.Raw("POST", "/projects/{project_id}/import", ImportAsync);
    }

    private async Task<LabAnswer?> ExportAsync(LabRoutes routes, LabRequest request)
    {
        var project = Project(request);
        var level = request.Http.Request.Query["compression"] == "none" ? CompressionLevel.NoCompression : CompressionLevel.Optimal;
        var archive = projects.Export(project, level);
        routes.Describe(request.Http, ExportPath, StatusCodes.Status200OK);
        var response = request.Http.Response;
        response.ContentType = "application/gns3project";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = $"\"{project.Name}.gns3project\"" }.ToString();
        await response.Body.WriteAsync(archive, request.Aborted);
        return null;
    }

    private async Task<LabAnswer?> ImportAsync(LabRequest request)
    {
        using var archive = new MemoryStream();
        await request.Http.Request.Body.CopyToAsync(archive, request.Aborted);
        archive.Position = 0;
        var name = request.Http.Request.Query["name"].ToString();
        return Described(projects.Import(request.ProjectId, archive, name.Length > 0 ? name : null), StatusCodes.Status201Created);
    }

    private LabProject Project(LabRequest request)
    {
        lock (state.Gate) return state.Project(request.ProjectId);
    }

    private LabAnswer Described(LabProject project, int status)
    {
        lock (state.Gate) return new LabAnswer(status, project.ToJson());
    }
}
