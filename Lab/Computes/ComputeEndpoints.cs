using System.Text.Json.Nodes;
using Nms.Lab.Wire;

namespace Nms.Lab.Computes;

/// <summary>The routes of computes, of the server as a whole, and the small ones around them.</summary>
internal sealed class ComputeEndpoints(LabState state)
{
    private static readonly Schema Version = Schema.Object(("version", Schema.Text), ("local", Schema.Boolean)).Requires("version");

    private static readonly Schema Update = Schema.Object(
        ("compute_id", Schema.Text),
        ("name", Schema.Text),
        ("protocol", Schema.OneOf("http", "https")),
        ("host", Schema.Text),
        ("port", Schema.Integer),
        ("user", Schema.Text.OrNull()),
        ("password", Schema.Text.OrNull()));

    private static readonly Schema Create = Update.Requires("protocol", "host", "port");

    private static readonly string[] ImageTypes = ["qemu", "dynamips", "iou", "docker"];

    public void Map(LabRoutes routes)
    {
        routes.Get("/version", _ => LabAnswer.Ok(new JsonObject { ["local"] = true, ["version"] = state.Options.Version }));
        routes.Post("/version", Version, request => request.Text("version") == state.Options.Version
            ? LabAnswer.Ok(new JsonObject { ["version"] = state.Options.Version })
            : throw LabRefusalException.Conflict($"Client version {request.Text("version")} is not the same as server version {state.Options.Version}"));
        routes.Get("/statistics", _ => LabAnswer.Ok(Statistics()));
        routes.Get("/iou_license", _ => LabAnswer.Ok(new JsonObject { ["iourc_content"] = "", ["license_check"] = true }));
        routes.Post("/shutdown", _ => throw LabRefusalException.Forbidden("You can only stop a local server"));
        routes.Post("/reload", _ => LabAnswer.Empty(StatusCodes.Status201Created));
        routes.Post("/debug", _ => throw LabRefusalException.Forbidden("You can only debug a local server"));

        routes.Get("/computes", _ =>
        {
            lock (state.Gate) return LabAnswer.Ok(new JsonArray([state.Compute.ToJson(), .. state.RemoteComputes.All]));
        });
        routes.Post("/computes", Create, request =>
        {
            lock (state.Gate)
                return LabAnswer.Created(request.Text("compute_id") == LocalCompute.Id ? state.Compute.ToJson() : state.RemoteComputes.Add(request.Body).DeepClone());
        });
        routes.Get("/computes/{compute_id}", request => OfEither(request, LabAnswer.Ok));
        routes.Put("/computes/{compute_id}", Update, request =>
        {
            lock (state.Gate)
            {
                return OfEither(request, compute => LabAnswer.Ok(state.RemoteComputes.Find(request.Path("compute_id")) is { } remote
                    ? state.RemoteComputes.Update(remote, request.Body).DeepClone()
                    : compute));
            }
        });
        routes.Delete("/computes/{compute_id}", request =>
        {
            lock (state.Gate)
            {
                // The real server deletes even this one, and is of no use until its next start.
                if (request.Path("compute_id") == LocalCompute.Id) throw LabRefusalException.Conflict("The local compute cannot be deleted");
                return OfEither(request, _ =>
                {
                    state.RemoteComputes.Remove(request.Path("compute_id"));
                    return LabAnswer.NoContent;
                });
            }
        });
        routes.Get("/computes/{compute_id}/ports", request => With(request, () =>
        {
            lock (state.Gate)
            {
                return LabAnswer.Ok(new JsonObject
                {
                    ["console_port_range"] = new JsonArray(5000, 10000),
                    ["console_ports"] = new JsonArray([.. state.ConsolePorts.Taken.Select(port => (JsonNode)port)]),
                    ["udp_port_range"] = new JsonArray(20000, 30000),
                    ["udp_ports"] = new JsonArray(),
                });
            }
        }));
        routes.Get("/computes/{compute_id}/{emulator}/images", request => With(request, () => ImageTypes.Contains(request.Path("emulator"))
            ? LabAnswer.Ok(new JsonArray([.. Images(request.Path("emulator"))]))
            : throw LabRefusalException.NotFound($"GET /{request.Path("emulator")}/images not found")));
        routes.Get("/computes/endpoint/{compute_id}/{emulator}/{**action}", request => With(request, () => LabAnswer.Ok(new JsonObject
        {
            ["endpoint"] = $"http://{state.Options.Host}:{state.Compute.Port}/v2/compute/{request.Path("emulator")}/{request.Path("action")}",
        })));
        routes.Get("/computes/{compute_id}/{emulator}/{**action}", request => With(request, () =>
            throw LabRefusalException.NotFound($"GET /{request.Path("emulator")}/{request.Path("action")} not found")));

        routes.Get("/appliances", _ => LabAnswer.Ok(new JsonArray()));
        routes.Get("/gns3vm", _ => LabAnswer.Ok(new JsonObject
        {
            ["allocate_vcpus_ram"] = true,
            ["enable"] = false,
            ["engine"] = "vmware",
            ["headless"] = false,
            ["port"] = 80,
            ["ram"] = 2048,
            ["vcpus"] = 1,
            ["vmname"] = null,
            ["when_exit"] = "stop",
        }));
        routes.Put("/gns3vm", Schema.Map, request => LabAnswer.Created(request.Body.DeepClone()));
        routes.Get("/gns3vm/engines", _ => LabAnswer.Ok(new JsonArray()));
        routes.Get("/gns3vm/engines/{engine}/vms", _ => LabAnswer.Ok(new JsonArray()));
    }

    private LabAnswer OfEither(LabRequest request, Func<JsonNode, LabAnswer> answer)
    {
        lock (state.Gate)
        {
            return state.RemoteComputes.Find(request.Path("compute_id")) is { } remote
                ? answer(remote.DeepClone())
                : With(request, () => answer(state.Compute.ToJson()));
        }
    }

    private static LabAnswer With(LabRequest request, Func<LabAnswer> answer)
        => request.Path("compute_id") == LocalCompute.Id
            ? answer()
            : throw LabRefusalException.NotFound($"Compute ID {request.Path("compute_id")} doesn't exist");

    private JsonArray Statistics()
    {
        var load = state.Compute.Load();
        const long Total = 16L * 1024 * 1024 * 1024;
        var used = (long)(Total * load["memory_usage_percent"]!.GetValue<double>() / 100);
        return new JsonArray(new JsonObject
        {
            ["compute_id"] = LocalCompute.Id,
            ["compute_name"] = LocalCompute.Name,
            ["statistics"] = new JsonObject
            {
                ["cpu_usage_percent"] = (int)load["cpu_usage_percent"]!.GetValue<double>(),
                ["disk_usage_percent"] = 16,
                ["load_average_percent"] = new JsonArray(12, 10, 8),
                ["memory_free"] = Total - used,
                ["memory_total"] = Total,
                ["memory_usage_percent"] = (int)load["memory_usage_percent"]!.GetValue<double>(),
                ["memory_used"] = used,
                ["swap_free"] = 0,
                ["swap_total"] = 0,
                ["swap_usage_percent"] = 0,
                ["swap_used"] = 0,
            },
        });
    }

    /// <summary>The images that templates and nodes of this emulator name; the Lab has no others.</summary>
    private JsonNode[] Images(string emulator)
    {
        lock (state.Gate)
        {
            return [.. state.Templates.All.Where(template => template["template_type"]?.GetValue<string>() == emulator)
                .Select(template => (template["hda_disk_image"] ?? template["image"] ?? template["path"])?.GetValue<string>())
                .Where(image => !string.IsNullOrEmpty(image)).Distinct()
                .Select(image => (JsonNode)new JsonObject { ["filename"] = image, ["filesize"] = 67_108_864, ["md5sum"] = LabIds.For("image", image!).Replace("-", "", StringComparison.Ordinal), ["path"] = image })];
        }
    }
}
