using System.Text.Json.Nodes;

namespace Nms.Api.Compatibility;

/// <summary>What GNS3 knows of the machine that a node is, in the former hub's words. Pure.</summary>
internal static class PublishedEmulator
{
    /// <summary>Members of the metrics, by type of node.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Of(string nodeType, JsonObject? properties) => nodeType switch
    {
        "qemu" or "virtualbox" or "vmware" =>
        [
            Member("vm_type", nodeType),
            Copy("emulated_architecture", properties, "platform"),
            Copy("allocated_memory", properties, "ram"),
            Copy("allocated_cpus", properties, "cpus"),
            Copy("boot_priority", properties),
            Copy("cpu_throttling", properties),
            Copy("process_priority", properties),
            Member("disk_images", Disks(properties)),
        ],
        "docker" =>
        [
            Member("container_type", nodeType),
            Copy("image", properties),
            Copy("container_id", properties),
            Copy("start_command", properties),
            Copy("environment", properties),
            Copy("extra_hosts", properties),
            Copy("extra_volumes", properties),
            Member("environment_vars", Variables(properties)),
            Member("volumes", properties?["extra_volumes"]?.DeepClone() ?? new JsonArray()),
            Member("networks", new JsonArray()),
        ],
        "dynamips" or "iou" =>
        [
            Member("simulator_type", nodeType),
            Copy("platform", properties),
            Copy("chassis", properties),
            Copy("ios_image", properties, nodeType == "iou" ? "path" : "image"),
            Copy("ram", properties),
            Copy("nvram", properties),
            Copy("startup_config", properties),
            Copy("private_config", properties),
            Copy("auto_delete_disks", properties),
            Copy("disk0", properties),
            Copy("disk1", properties),
        ],
        _ => [],
    };

    /// <summary>Members of the configuration, by type of node.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Configuration(string nodeType, JsonObject? properties, PublishedTexts? texts) => nodeType switch
    {
        "vpcs" => [Member("startup_script", texts?.Startup)],
        "qemu" or "vmware" => [Member("boot_files", Part(properties, "kernel_image", "kernel_command_line", "initrd"))],
        "docker" => [Member("docker_config", Part(properties, "image", "start_command", "environment"))],
        _ => [],
    };

    private static JsonArray Disks(JsonObject? properties) =>
    [
        .. PublishedMachine.DiskSlots.Where(slot => $"{properties?[$"{slot}_disk_image"]}".Length > 0).Select(slot => (JsonNode)new JsonObject
        {
            ["slot"] = slot, ["image"] = properties![$"{slot}_disk_image"]!.DeepClone(), ["interface"] = properties[$"{slot}_disk_interface"]?.DeepClone() ?? "ide",
        }),
    ];

    /// <summary>NAME=value, a line each.</summary>
    private static JsonObject Variables(JsonObject? properties) => new(
        $"{properties?["environment"]}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).DistinctBy(pair => pair[0]).Select(pair => Member(pair[0], pair[1])));

    private static JsonObject Part(JsonObject? properties, params string[] names) => new(names.Select(name => Copy(name, properties)));

    private static KeyValuePair<string, JsonNode?> Copy(string name, JsonObject? properties, string? property = null) => Member(name, properties?[property ?? name]?.DeepClone());

    private static KeyValuePair<string, JsonNode?> Member(string name, JsonNode? value) => KeyValuePair.Create(name, value);
}
