using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Nms.Lab.Wire;

namespace Nms.Lab.Templates;

/// <summary>The routes of templates.</summary>
internal sealed class TemplateEndpoints(LabState state, TemplateCommands templates)
{
    private const string One = "/templates/{template_id}";

    private static readonly Schema Update = Schema.Object(
        ("template_id", Schema.Uuid),
        ("template_type", Schema.OneOf("cloud", "nat", "ethernet_hub", "ethernet_switch", "docker", "dynamips", "vpcs", "traceng", "virtualbox", "vmware", "iou", "qemu")),
        ("name", Schema.Name),
        ("compute_id", Schema.Text.OrNull()),
        ("default_name_format", Schema.Name),
        ("symbol", Schema.Name),
        ("builtin", Schema.Boolean)).Open();

    private static readonly Schema Create = Update.Requires("name", "template_type", "compute_id");

    private static readonly Schema Usage = Schema.Object(
        ("x", Schema.Integer), ("y", Schema.Integer), ("name", Schema.Text.OrNull()), ("compute_id", Schema.Text.OrNull())).Requires("x", "y");

    public void Map(LabRoutes routes)
    {
        routes.Get("/templates", _ =>
        {
            lock (state.Gate) return LabAnswer.Ok(new JsonArray([.. state.Templates.All]));
        });
        routes.Post("/templates", Create, request => Guarded(() => LabAnswer.Created(templates.Create(request.Body))));
        routes.Raw("GET", One, request => Task.FromResult(Find(request)));
        routes.Put(One, Update, request => Guarded(() => LabAnswer.Ok(templates.Update(request.Path("template_id"), request.Body))));
        routes.Delete(One, request => Guarded(() =>
        {
            templates.Delete(request.Path("template_id"));
            return LabAnswer.NoContent;
        }));
        routes.Post(One + "/duplicate", request => Guarded(() => LabAnswer.Created(templates.Duplicate(request.Path("template_id")))));
        routes.Post("/projects/{project_id}/templates/{template_id}", Usage, request => Guarded(() =>
            LabAnswer.Created(templates.Instantiate(state.OpenProject(request.ProjectId), request.Path("template_id"), request.Body).ToJson())));
    }

    private LabAnswer? Find(LabRequest request) => Guarded(() =>
    {
        var template = templates.Find(request.Path("template_id"));
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PythonJson.OneLine(template))))[..32]}\"";
        if (request.Http.Request.Headers.IfNoneMatch == tag) return LabAnswer.Empty(StatusCodes.Status304NotModified);
        request.Http.Response.Headers.ETag = tag;
        return LabAnswer.Ok(template);
    });

    private LabAnswer Guarded(Func<LabAnswer> answer)
    {
        lock (state.Gate)
        {
            var result = answer();
            return result with { Document = result.Document?.DeepClone() };
        }
    }
}
