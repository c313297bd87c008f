using System.Text.Json.Nodes;
using Nms.Lab.Networks;
using Nms.Lab.Wire;

namespace Nms.Lab.Faults;

/// <summary>The page that says what this server is, and the faults over HTTP.</summary>
internal sealed class FaultEndpoints(LabState state)
{
    private static readonly Schema Faults = Schema.Object(
        ("latency_ms", Schema.Integer.Between(0, 600_000)),
        ("error_ratio", Schema.Number.Between(0, 1)),
        ("errors_to_come", Schema.Integer.Between(0, int.MaxValue)),
        ("error_status", Schema.Integer.Between(400, 599)),
        ("malformed_answers_to_come", Schema.Integer.Between(0, int.MaxValue)),
        ("malformed_notifications_to_come", Schema.Integer.Between(0, int.MaxValue)),
        ("duplicate_notifications", Schema.Number.Between(0, 1)),
        ("missing_notifications", Schema.Number.Between(0, 1)),
        ("never_answer", Schema.Boolean),
        ("frozen_nodes", Schema.ListOf(Schema.Uuid)),
        ("drop_sockets", Schema.Boolean));

    public void Map(LabRoutes routes)
    {
        routes.Raw("GET", "/lab/", async request =>
        {
            routes.Describe(request.Http, "/lab/", StatusCodes.Status200OK);
            request.Http.Response.ContentType = "text/html; charset=utf-8";
            await request.Http.Response.WriteAsync(LabPage.Html(state), request.Aborted);
            return null;
        });
        routes.Get("/lab/faults", _ => LabAnswer.Ok(state.Faults.ToJson()));
        routes.Put("/lab/faults", Faults, request =>
        {
            state.Faults.Take(request.Body);
            if (request.Boolean("drop_sockets") == true) state.Notifications.DropAll();
            return LabAnswer.Ok(state.Faults.ToJson());
        });
        routes.Delete("/lab/faults", _ =>
        {
            state.Faults.Clear();
            return LabAnswer.Ok(state.Faults.ToJson());
        });
        routes.Get("/lab/state", _ => LabAnswer.Ok(Summary()));
        routes.Get("/lab/truth", request => LabAnswer.Ok(Truth(request.Text("project_id"))));
    }

    private JsonObject Truth(string? projectId)
    {
        lock (state.Gate)
        {
            return LabTruth.Of(state, projectId is null ? state.Projects.Values.Where(project => project.IsOpen) : [state.OpenProject(projectId)]);
        }
    }

    private JsonObject Summary()
    {
        lock (state.Gate)
        {
            return new JsonObject
            {
                ["listeners"] = state.Notifications.ControllerListeners,
                ["projects"] = new JsonArray([.. state.Projects.Values.Select(project => (JsonNode)new JsonObject
                {
                    ["listeners"] = state.Notifications.ProjectListeners(project.Id),
                    ["name"] = project.Name,
                    ["nodes"] = project.IsOpen ? project.Nodes.Count : project.Saved.Nodes.Length,
                    ["project_id"] = project.Id,
                    ["running"] = project.Nodes.Values.Count(node => node.IsRunning),
                    ["status"] = project.IsOpen ? "opened" : "closed",
                })]),
            };
        }
    }
}
