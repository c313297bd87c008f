using System.Text.Json.Nodes;
using Nms.Lab.Wire;

namespace Nms.Lab.Snapshots;

/// <summary>The routes of snapshots.</summary>
internal sealed class SnapshotEndpoints(LabState state, SnapshotCommands snapshots)
{
    private const string One = "/projects/{project_id}/snapshots/{snapshot_id}";

    private static readonly Schema Create = Schema.Object(("name", Schema.Name)).Requires("name");

    public void Map(LabRoutes routes)
    {
        routes.Get("/projects/{project_id}/snapshots", request =>
        {
            lock (state.Gate)
            {
                var project = state.Project(request.ProjectId);
                return LabAnswer.Ok(new JsonArray([.. project.Snapshots.Values.OrderBy(snapshot => snapshot.CreatedAt)
                    .ThenBy(snapshot => snapshot.Name, StringComparer.Ordinal).Select(snapshot => (JsonNode)snapshot.ToJson(project.Id))]));
            }
        });
        routes.Post("/projects/{project_id}/snapshots", Create, request =>
        {
            lock (state.Gate)
            {
                var project = state.OpenProject(request.ProjectId);
                return LabAnswer.Created(snapshots.Take(project, request.Text("name")!).ToJson(project.Id));
            }
        });
        routes.Delete(One, request =>
        {
            lock (state.Gate)
            {
                var project = state.OpenProject(request.ProjectId);
                project.Snapshots.Remove(SnapshotCommands.Find(project, request.Path("snapshot_id")).Id);
                return LabAnswer.NoContent;
            }
        });
        routes.Post(One + "/restore", request =>
        {
            lock (state.Gate)
            {
                var project = state.OpenProject(request.ProjectId);
                snapshots.Restore(project, request.Path("snapshot_id"));
                return LabAnswer.Created(project.ToJson());
            }
        });
    }
}
