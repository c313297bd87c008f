using System.Text.Json.Nodes;

namespace Nms.Lab.Templates;

/// <summary>The templates of the server: seven that are built in, and those that were added.</summary>
internal sealed class TemplateLibrary
{
    private readonly OrderedDictionary<string, JsonObject> _templates = new(StringComparer.Ordinal);

    public IEnumerable<JsonObject> All => _templates.Values.Select(template => template.DeepClone().AsObject());

    /// <summary>The built-in templates have the same identifiers on every GNS3 server: UUID version 3 of their names.</summary>
    public static TemplateLibrary WithBuiltins()
    {
        var library = new TemplateLibrary();
        library.AddBuiltin("39e257dc-8412-3174-b6b3-0ee3ed6a43e9", "cloud", "Cloud", "Cloud{0}", "guest", "cloud");
        library.AddBuiltin("df8f4ea9-33b7-3e96-86a2-c39bc9bb649c", "nat", "NAT", "NAT{0}", "guest", "nat");
        library.AddBuiltin("19021f99-e36f-394d-b4a1-8aaa902ab9cc", "vpcs", "VPCS", "PC{0}", "guest", "vpcs_guest")
            ["properties"] = new JsonObject { ["base_script_file"] = "vpcs_base_config.txt" };
        library.AddBuiltin("1966b864-93e7-32d5-965f-001384eec461", "ethernet_switch", "Ethernet switch", "Switch{0}", "switch", "ethernet_switch")
            ["console_type"] = "none";
        library.AddBuiltin("b4503ea9-d6b6-3695-9fe4-1db3b39290b0", "ethernet_hub", "Ethernet hub", "Hub{0}", "switch", "hub");
        library.AddBuiltin("dd0f6f3a-ba58-3249-81cb-a1dd88407a47", "frame_relay_switch", "Frame Relay switch", "FRSW{0}", "switch", "frame_relay_switch");
        library.AddBuiltin("aaa764e2-b383-300f-8a0e-3493bbfdb7d2", "atm_switch", "ATM switch", "ATMSW{0}", "switch", "atm_switch");
        return library;
    }

    public JsonObject? Find(string id) => _templates.GetValueOrDefault(id);

    public void Add(JsonObject template) => _templates.Add(template["template_id"]!.GetValue<string>(), template);

    public void Remove(string id) => _templates.Remove(id);

    private JsonObject AddBuiltin(string id, string type, string name, string nameFormat, string category, string symbol)
    {
        var template = new JsonObject
        {
            ["builtin"] = true,
            ["category"] = category,
            ["compute_id"] = null,
            ["default_name_format"] = nameFormat,
            ["name"] = name,
            ["symbol"] = $":/symbols/{symbol}.svg",
            ["template_id"] = id,
            ["template_type"] = type,
        };
        Add(template);
        return template;
    }
}
