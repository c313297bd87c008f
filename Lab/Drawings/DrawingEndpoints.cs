using System.Text.Json.Nodes;
using Nms.Lab.Wire;

namespace Nms.Lab.Drawings;

/// <summary>The routes of drawings.</summary>
internal sealed class DrawingEndpoints(LabState state, DrawingCommands drawings)
{
    private const string One = "/projects/{project_id}/drawings/{drawing_id}";

    private static readonly Schema Drawing = Schema.Object(
        ("drawing_id", Schema.Uuid),
        ("project_id", Schema.Uuid),
        ("x", Schema.Integer),
        ("y", Schema.Integer),
        ("z", Schema.Integer),
        ("locked", Schema.Boolean),
        ("rotation", Schema.Integer.Between(-359, 360)),
        ("svg", Schema.Text));

    /// <summary>A drawing in a project file.</summary>
    public static Schema Saved { get; } = Drawing.Requires("drawing_id", "svg").Open();

    public void Map(LabRoutes routes)
    {
        routes.Get("/projects/{project_id}/drawings", request =>
        {
            lock (state.Gate)
            {
                var project = state.Project(request.ProjectId);
                return LabAnswer.Ok(project.IsOpen
                    ? new JsonArray([.. project.Drawings.Values.Select(drawing => (JsonNode)drawing.ToJson())])
                    : new JsonArray([.. project.Saved.Drawings.Select(drawing => drawing.DeepClone())]));
            }
        });
        routes.Post("/projects/{project_id}/drawings", Drawing, request =>
        {
            lock (state.Gate) return LabAnswer.Created(drawings.Create(state.OpenProject(request.ProjectId), request.Body).ToJson());
        });
        routes.Get(One, request => With(request, drawing => LabAnswer.Ok(drawing.ToJson())));
        routes.Put(One, Drawing, request => With(request, drawing =>
        {
            drawings.Update(state.OpenProject(request.ProjectId), drawing, request.Body);
            return LabAnswer.Created(drawing.ToJson());
        }));
        routes.Delete(One, request => With(request, drawing =>
        {
            drawings.Delete(state.OpenProject(request.ProjectId), drawing);
            return LabAnswer.NoContent;
        }));
    }

    private LabAnswer With(LabRequest request, Func<LabDrawing, LabAnswer> answer)
    {
        lock (state.Gate) return answer(DrawingCommands.Find(state.OpenProject(request.ProjectId), request.Path("drawing_id")));
    }
}
