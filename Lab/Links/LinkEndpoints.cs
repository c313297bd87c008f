using System.Text.Json.Nodes;
using Nms.Lab.Wire;

namespace Nms.Lab.Links;

/// <summary>The routes of links.</summary>
internal sealed class LinkEndpoints(LabState state, LinkCommands links)
{
    private const string One = "/projects/{project_id}/links/{link_id}";

    public static Schema Label { get; } = Schema.Object(
        ("text", Schema.Text),
        ("style", Schema.Text.OrNull()),
        ("x", Schema.Integer.OrNull()),
        ("y", Schema.Integer),
        ("rotation", Schema.Integer.Between(-359, 360))).Requires("text");

    private static readonly Schema Link = Schema.Object(
        ("link_id", Schema.Uuid),
        ("project_id", Schema.Uuid),
        ("nodes", Schema.ListOf(Schema.Object(
            ("node_id", Schema.Uuid),
            ("adapter_number", Schema.Integer),
            ("port_number", Schema.Integer),
            ("label", Label)).Requires("node_id", "adapter_number", "port_number"))),
        ("suspend", Schema.Boolean),
        ("link_style", Schema.Map),
        ("filters", Schema.Map),
        ("capturing", Schema.Boolean),
        ("capture_file_name", Schema.Text.OrNull()),
        ("capture_file_path", Schema.Text.OrNull()),
        ("capture_compute_id", Schema.Text.OrNull()),
        ("link_type", Schema.OneOf("ethernet", "serial")));

    /// <summary>A link in a project file.</summary>
    public static Schema Saved { get; } = Link.Requires("link_id", "nodes").Open();

    private static readonly Schema Capture = Schema.Object(
        ("data_link_type", Schema.OneOf("DLT_ATM_RFC1483", "DLT_EN10MB", "DLT_FRELAY", "DLT_C_HDLC", "DLT_PPP_SERIAL")),
        ("capture_file_name", Schema.Text));

    /// <summary>The header of a capture file without packets: little endian, version 2.4, 65535 bytes a packet, Ethernet.</summary>
    private static readonly byte[] EmptyCapture =
        [0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 1, 0, 0, 0];

    public void Map(LabRoutes routes)
    {
        routes.Get("/projects/{project_id}/links", request =>
        {
            lock (state.Gate)
            {
                var project = state.Project(request.ProjectId);
                return LabAnswer.Ok(project.IsOpen
                    ? new JsonArray([.. project.Links.Values.Select(link => (JsonNode)link.ToJson())])
                    : new JsonArray([.. project.Saved.Links.Select(link => link.DeepClone())]));
            }
        });
        routes.Post("/projects/{project_id}/links", Link, request =>
        {
            lock (state.Gate) return LabAnswer.Created(links.Create(state.OpenProject(request.ProjectId), request.Body).ToJson());
        });
        routes.Get(One, request => With(request, link => LabAnswer.Ok(link.ToJson())));
        routes.Put(One, Link, request => With(request, link =>
        {
            links.Update(link, request.Body);
            return LabAnswer.Created(link.ToJson());
        }));
        routes.Delete(One, request => With(request, link =>
        {
            links.Delete(link);
            return LabAnswer.NoContent;
        }));
        routes.Get(One + "/available_filters", request => With(request, link =>
            LabAnswer.Ok(LinkCommands.FilteringNode(link) is null ? [] : LinkFilters.Descriptions())));
        routes.Post(One + "/start_capture", Capture, request => With(request, link =>
        {
            links.StartCapture(link, request.Text("capture_file_name"));
            return LabAnswer.Created(link.ToJson());
        }));
        routes.Post(One + "/stop_capture", request => With(request, link =>
        {
            links.StopCapture(link);
            return LabAnswer.Created(link.ToJson());
        }));
        routes.Raw("GET", One + "/pcap", async request =>
        {
            _ = With(request, link => link.IsCapturing ? LabAnswer.NoContent : throw LabRefusalException.Conflict("This link has no active packet capture"));
            routes.Describe(request.Http, One + "/pcap", StatusCodes.Status200OK);
            request.Http.Response.ContentType = "application/vnd.tcpdump.pcap";
            await request.Http.Response.Body.WriteAsync(EmptyCapture, request.Aborted);
            return null;
        });
    }

    private LabAnswer With(LabRequest request, Func<LabLink, LabAnswer> answer)
    {
        lock (state.Gate) return answer(LinkCommands.Find(state.OpenProject(request.ProjectId), request.LinkId));
    }
}
