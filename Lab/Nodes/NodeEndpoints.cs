using System.Text.Json.Nodes;
using Nms.Lab.Computes;
using Nms.Lab.Links;
using Nms.Lab.Projects;
using Nms.Lab.Wire;

namespace Nms.Lab.Nodes;

/// <summary>The routes of nodes.</summary>
internal sealed class NodeEndpoints(LabState state, NodeCommands nodes)
{
    private const string One = "/projects/{project_id}/nodes/{node_id}";

    private static readonly string[] Types =
    [
        "cloud", "nat", "ethernet_hub", "ethernet_switch", "frame_relay_switch", "atm_switch", "docker", "dynamips", "vpcs", "traceng",
        "virtualbox", "vmware", "iou", "qemu",
    ];

    private static readonly Schema Update = Schema.Object(
        ("compute_id", Schema.Text),
        ("project_id", Schema.Uuid),
        ("node_id", Schema.Uuid),
        ("template_id", Schema.Uuid.OrNull()),
        ("node_type", Schema.OneOf(Types)),
        ("node_directory", Schema.Text.OrNull()),
        ("command_line", Schema.Text.OrNull()),
        ("name", Schema.Name),
        ("console", Schema.Integer.OrNull().Between(1, 65535)),
        ("console_host", Schema.Name),
        ("console_type", Schema.OneOf("vnc", "telnet", "http", "https", "spice", "spice+agent", "none", null)),
        ("console_auto_start", Schema.Boolean),
        ("properties", Schema.Map),
        ("status", Schema.OneOf("stopped", "started", "suspended")),
        ("label", LinkEndpoints.Label),
        ("symbol", Schema.Name.OrNull()),
        ("width", Schema.Integer),
        ("height", Schema.Integer),
        ("x", Schema.Integer),
        ("y", Schema.Integer),
        ("z", Schema.Integer),
        ("locked", Schema.Boolean),
        ("port_name_format", Schema.Text),
        ("port_segment_size", Schema.Integer.Between(0, long.MaxValue)),
        ("first_port_name", Schema.Text.OrNull()),
        ("custom_adapters", Schema.ListOf(Schema.Object(
            ("adapter_number", Schema.Integer), ("port_name", Schema.Name), ("adapter_type", Schema.Name), ("mac_address", Schema.Name)).Requires("adapter_number"))),
        ("ports", Schema.ListOf(Schema.Map)));

    private static readonly Schema Create = Update.Requires("name", "node_type", "compute_id");

    /// <summary>A node in a project file.</summary>
    public static Schema Saved { get; } = Update.Requires("node_id", "node_type", "name", "properties", "label").Open();

    private static readonly Schema Duplicate = Schema.Object(("x", Schema.Integer), ("y", Schema.Integer), ("z", Schema.Integer)).Requires("x", "y");

    public void Map(LabRoutes routes)
    {
        routes.Get("/projects/{project_id}/nodes", request =>
        {
            lock (state.Gate) return LabAnswer.Ok(List(state.Project(request.ProjectId)));
        });
        routes.Post("/projects/{project_id}/nodes", Create, request =>
        {
            lock (state.Gate)
            {
                if (state.RemoteComputes.Find(request.Text("compute_id") ?? "") is { } remote)
                    throw LabRefusalException.Conflict($"Cannot connect to compute '{remote["name"]}' with request POST /projects");
                if (request.Text("compute_id") is { } compute and not LocalCompute.Id)
                    throw LabRefusalException.NotFound($"Compute ID {compute} doesn't exist");
                return LabAnswer.Created(nodes.Create(state.OpenProject(request.ProjectId), request.Body).ToJson());
            }
        });
        All(routes, "start", nodes.StartAll);
        All(routes, "stop", nodes.StopAll);
        All(routes, "suspend", nodes.SuspendAll);
        All(routes, "reload", project =>
        {
            nodes.StopAll(project);
            nodes.StartAll(project);
        });
        All(routes, "console/reset", nodes.ResetConsoles);

        routes.Get(One, request => With(request, node => LabAnswer.Ok(node.ToJson())));
        routes.Put(One, Update, request => With(request, node =>
        {
            nodes.Update(node, request.Body);
            return LabAnswer.Ok(node.ToJson());
        }));
        routes.Delete(One, request => With(request, node =>
        {
            nodes.Delete(node);
            return LabAnswer.NoContent;
        }));
        routes.Post(One + "/duplicate", Duplicate, request => With(request, node =>
            LabAnswer.Created(nodes.Duplicate(node, request.Integer("x")!.Value, request.Integer("y")!.Value, request.Integer("z") ?? 0).ToJson())));
        routes.Post(One + "/start", request => With(request, node => LabAnswer.Ok(nodes.AnswerStart(node))));
        routes.Post(One + "/stop", request => With(request, node => LabAnswer.Ok(nodes.AnswerStop(node))));
        routes.Post(One + "/suspend", request => With(request, node => LabAnswer.Ok(nodes.AnswerSuspend(node))));
        routes.Post(One + "/reload", request => With(request, node => LabAnswer.Ok(nodes.AnswerReload(node))));
        routes.Get(One + "/links", request => With(request, node =>
            LabAnswer.Ok(new JsonArray([.. node.Links.Select(link => (JsonNode)link.ToJson())]))));
        routes.Get(One + "/dynamips/auto_idlepc", request => With(request, node => LabAnswer.Ok(new JsonObject { ["idlepc"] = "0x60606f54" })));
        routes.Get(One + "/dynamips/idlepc_proposals", request => With(request, node => LabAnswer.Ok(new JsonArray("0x60606f54"))));
        routes.Post(One + "/resize_disk", request => With(request, node => LabAnswer.Empty(StatusCodes.Status201Created)));
        routes.Post(One + "/console/reset", request => With(request, node =>
        {
            nodes.ResetConsole(node);
            return LabAnswer.NoContent;
        }));
    }

    private static JsonArray List(LabProject project)
        => project.IsOpen
            ? new JsonArray([.. project.Nodes.Values.Select(node => (JsonNode)node.ToJson())])
            : new JsonArray([.. project.Saved.Nodes.Select(node => node.DeepClone())]);

    private void All(LabRoutes routes, string action, Action<LabProject> command)
        => routes.Post($"/projects/{{project_id}}/nodes/{action}", request =>
        {
            lock (state.Gate)
            {
                command(state.OpenProject(request.ProjectId));
                return LabAnswer.NoContent;
            }
        });

    private LabAnswer With(LabRequest request, Func<LabNode, LabAnswer> answer)
    {
        lock (state.Gate) return answer(state.Node(request.ProjectId, request.NodeId));
    }
}
