using System.Text.Json.Nodes;
using Nms.Lab.Computes;
using Nms.Lab.Nodes;
using Nms.Lab.Projects;
using Nms.Lab.Wire;

namespace Nms.Lab.Templates;

/// <summary>What can be done to templates, and with them.</summary>
internal sealed class TemplateCommands(LabState state, NodeCommands nodes)
{
    private static readonly string[] Categories = ["router", "switch", "guest", "firewall"];

    /// <summary>Fields of a template that describe the template or the node itself; all others are properties of the node.</summary>
    private static readonly string[] NodeFields =
    [
        "template_id", "symbol", "port_name_format", "port_segment_size", "first_port_name", "console_type", "console_auto_start", "custom_adapters",
    ];

    private static readonly string[] OwnFields =
        ["template_id", "template_type", "name", "compute_id", "default_name_format", "category", "builtin", "properties", .. NodeFields];

    public JsonObject Find(string id)
        => state.Templates.Find(id) ?? throw LabRefusalException.NotFound($"Template ID {id} doesn't exist");

    public JsonObject Create(JsonObject given)
    {
        lock (state.Gate)
        {
            var template = Completed(given);
            var id = template["template_id"]!.GetValue<string>();
            if (state.Templates.Find(id) is not null) throw LabRefusalException.Conflict($"Template ID '{id}' already exists");
            state.Templates.Add(template);
            state.Notifications.ToController("template.created", template.DeepClone().AsObject());
            return template;
        }
    }

    public JsonObject Update(string id, JsonObject given)
    {
        lock (state.Gate)
        {
            var template = Find(id);
            foreach (var (field, value) in given.Where(pair => pair.Key is not ("template_id" or "template_type" or "compute_id" or "builtin")))
                template[field] = value?.DeepClone();
            // The real server says so even when nothing changed.
            state.Notifications.ToController("template.updated", template.DeepClone().AsObject());
            return template;
        }
    }

    public void Delete(string id)
    {
        lock (state.Gate)
        {
            var template = Find(id);
            RefuseBuiltin(template, "deleted");
            state.Templates.Remove(id);
            state.Notifications.ToController("template.deleted", template.DeepClone().AsObject());
        }
    }

    public JsonObject Duplicate(string id)
    {
        var template = Find(id);
        RefuseBuiltin(template, "duplicated");
        var copy = template.DeepClone().AsObject();
        copy.Remove("template_id");
        return Create(copy);
    }

    public LabNode Instantiate(LabProject project, string id, JsonObject given)
    {
        lock (state.Gate)
        {
            var template = state.Templates.Find(id) ?? throw LabRefusalException.NotFound($"Template {id} doesn't exist");
            var compute = template["builtin"]?.GetValue<bool>() == true ? given["compute_id"] : template["compute_id"] ?? given["compute_id"];
            if (compute?.GetValue<string>() is not LocalCompute.Id)
                throw LabRefusalException.NotFound($"Compute ID {compute?.GetValue<string>() ?? "None"} doesn't exist");

            var properties = template["properties"]?.DeepClone().AsObject() ?? [];
            foreach (var (field, value) in template.Where(pair => !OwnFields.Contains(pair.Key) && pair.Value is not null))
                properties[field] = value!.DeepClone();
            var node = new JsonObject
            {
                ["name"] = given["name"]?.GetValue<string>()
                    ?? template["default_name_format"]!.GetValue<string>().Replace("{name}", template["name"]!.GetValue<string>(), StringComparison.Ordinal),
                ["node_type"] = template["template_type"]!.GetValue<string>(),
                ["compute_id"] = LocalCompute.Id,
                ["x"] = given["x"]!.GetValue<int>(),
                ["y"] = given["y"]!.GetValue<int>(),
                ["properties"] = properties,
            };
            foreach (var field in NodeFields.Where(template.ContainsKey)) node[field] = template[field]?.DeepClone();
            return nodes.Create(project, node);
        }
    }

    private static JsonObject Completed(JsonObject given)
    {
        var template = given.DeepClone().AsObject();
        var type = template["template_type"]!.GetValue<string>();
        template["template_id"] ??= LabIds.New();
        template["builtin"] = false;
        template["default_name_format"] ??= type == "vpcs" ? "PC{0}" : "{name}-{0}";
        template["symbol"] ??= type switch
        {
            "vpcs" => ":/symbols/vpcs_guest.svg",
            "dynamips" or "iou" => ":/symbols/router.svg",
            "docker" => ":/symbols/docker_guest.svg",
            "qemu" => ":/symbols/qemu_guest.svg",
            "ethernet_switch" => ":/symbols/ethernet_switch.svg",
            "ethernet_hub" => ":/symbols/hub.svg",
            "cloud" => ":/symbols/cloud.svg",
            _ => Symbols.Computer,
        };
        if (type is not ("cloud" or "nat" or "ethernet_hub"))
        {
            template["console_type"] ??= type == "ethernet_switch" ? "none" : "telnet";
            template["console_auto_start"] ??= false;
        }

        if (type == "vpcs") template["base_script_file"] ??= "vpcs_base_config.txt";
        template["category"] = template["category"] is JsonValue value && value.TryGetValue<int>(out var number)
            ? Categories[Math.Clamp(number, 0, Categories.Length - 1)]
            : template["category"]?.DeepClone() ?? (type is "dynamips" or "iou" ? "router" : "guest");
        return template;
    }

    private static void RefuseBuiltin(JsonObject template, string action)
    {
        if (template["builtin"]!.GetValue<bool>())
            throw LabRefusalException.Conflict($"Template ID {template["template_id"]} cannot be {action} because it is a builtin");
    }
}
