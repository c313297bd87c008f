using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Nms.Lab.Wire;

namespace Nms.Lab.Nodes;

/// <summary>What a node type brings with it: whether it can be stopped, its console, its properties and what it needs.</summary>
internal sealed record NodeKind(string Type)
{
    private static readonly FrozenDictionary<string, NodeKind> All = new NodeKind[]
    {
        new("vpcs") { ConsoleType = "telnet", Properties = _ => [], BootsFast = true },
        new("traceng") { ConsoleType = "none", Properties = _ => [], BootsFast = true },
        new("qemu") { ConsoleType = "telnet", Properties = QemuProperties, CanSuspend = true },
        new("dynamips") { ConsoleType = "telnet", Properties = DynamipsProperties, CanSuspend = true },
        new("iou") { ConsoleType = "telnet", Properties = IouProperties },
        new("docker") { ConsoleType = "telnet", Properties = DockerProperties, CanSuspend = true },
        new("virtualbox") { ConsoleType = "none", Properties = _ => [], CanSuspend = true },
        new("vmware") { ConsoleType = "none", Properties = _ => [], CanSuspend = true },
        new("ethernet_switch") { ConsoleType = "none", Properties = SwitchProperties, IsAlwaysRunning = true },
        new("ethernet_hub") { Properties = HubProperties, IsAlwaysRunning = true },
        new("frame_relay_switch") { Properties = CircuitProperties, IsAlwaysRunning = true },
        new("atm_switch") { Properties = CircuitProperties, IsAlwaysRunning = true },
        new("cloud") { Properties = CloudProperties, IsAlwaysRunning = true },
        new("nat") { Properties = NatProperties, IsAlwaysRunning = true },
    }.ToFrozenDictionary(kind => kind.Type);

    public static IEnumerable<string> Types => All.Keys;

    public string? ConsoleType { get; private init; }

    public required Func<JsonObject, JsonObject> Properties { get; init; }

    public bool IsAlwaysRunning { get; private init; }

    public bool CanSuspend { get; private init; }

    public bool BootsFast { get; private init; }

    /// <summary>Whether the node has a console port of its own, used or not.</summary>
    public bool HasConsolePort => Type is not ("cloud" or "nat" or "ethernet_hub" or "frame_relay_switch" or "atm_switch");

    public static NodeKind Of(string type) => All[type];

    /// <summary>Refuses what the real server refuses when the emulator, its image or its settings are missing.</summary>
    public void Require(string name, JsonObject given, IReadOnlyCollection<string> missingEmulators)
    {
        switch (Type)
        {
            case "qemu" when given["qemu_path"] is null && given["platform"] is null:
                throw LabRefusalException.Conflict("QEMU binary path qemu-system-None is not found in the path");
            case "qemu" when missingEmulators.Contains(Type):
                throw LabRefusalException.Conflict($"QEMU binary path {given["qemu_path"]?.GetValue<string>() ?? $"qemu-system-{given["platform"]!.GetValue<string>()}"} is not found in the path");
            case "dynamips" or "ethernet_switch" or "ethernet_hub" or "frame_relay_switch" or "atm_switch" when missingEmulators.Contains("dynamips"):
                throw LabRefusalException.Conflict("Could not find Dynamips");
            case "docker" when missingEmulators.Contains(Type):
                throw LabRefusalException.Conflict("Docker has returned an error: Cannot connect to unix socket /var/run/docker.sock ssl:default [No such file or directory]");
            case "iou" when missingEmulators.Contains(Type):
                throw LabRefusalException.Conflict("IOU is not installed on this server");
            case "virtualbox":
                throw LabRefusalException.Conflict("Could not find VBoxManage");
            case "vmware":
                throw LabRefusalException.Conflict("Could not find vmrun");
            case "traceng":
                throw LabRefusalException.Conflict("TraceNG is not supported on this platform");
            case "nat" when missingEmulators.Contains(Type):
                throw LabRefusalException.Conflict("NAT interface virbr0 is missing, please install libvirt");
            case "dynamips" or "docker" when given["image"] is null:
                throw LabRefusalException.BadRequest($"JSON schema error adding {Type} node '{name}': 'image' is a required property");
        }
    }

    private static JsonObject QemuProperties(JsonObject given)
    {
        var platform = given["platform"]?.GetValue<string>() ?? "x86_64";
        var properties = new JsonObject
        {
            ["adapter_type"] = "e1000",
            ["adapters"] = 1,
            ["bios_image"] = "",
            ["bios_image_md5sum"] = null,
            ["boot_priority"] = "c",
            ["cdrom_image"] = "",
            ["cdrom_image_md5sum"] = null,
            ["cpu_throttling"] = 0,
            ["cpus"] = 1,
            ["create_config_disk"] = false,
            ["initrd"] = "",
            ["initrd_md5sum"] = null,
            ["kernel_command_line"] = "",
            ["kernel_image"] = "",
            ["kernel_image_md5sum"] = null,
            ["legacy_networking"] = false,
            ["linked_clone"] = true,
            ["on_close"] = "power_off",
            ["options"] = "-nographic",
            ["platform"] = platform,
            ["process_priority"] = "normal",
            ["qemu_path"] = $"/usr/bin/qemu-system-{platform}",
            ["ram"] = 256,
            ["replicate_network_connection_state"] = true,
            ["tpm"] = false,
            ["uefi"] = false,
            ["usage"] = "",
        };
        foreach (var disk in new[] { "hda", "hdb", "hdc", "hdd" })
        {
            properties[$"{disk}_disk_image"] = "";
            properties[$"{disk}_disk_image_md5sum"] = null;
            properties[$"{disk}_disk_interface"] = "none";
        }

        return properties;
    }

    private static JsonObject DynamipsProperties(JsonObject given)
    {
        var platform = given["platform"]?.GetValue<string>() ?? "c7200";
        var properties = new JsonObject
        {
            ["auto_delete_disks"] = false,
            ["aux"] = null,
            ["clock_divisor"] = platform == "c7200" ? 4 : 8,
            ["disk0"] = platform == "c7200" ? 64 : 0,
            ["disk1"] = 0,
            ["exec_area"] = 64,
            ["idlemax"] = 500,
            ["idlepc"] = "",
            ["idlesleep"] = 30,
            ["image_md5sum"] = null,
            ["mmap"] = true,
            ["nvram"] = platform == "c7200" ? 512 : 256,
            ["platform"] = platform,
            ["ram"] = platform == "c7200" ? 512 : 128,
            ["sparsemem"] = true,
            ["system_id"] = "FTX0945W0MY",
            ["usage"] = "",
        };
        if (platform == "c7200")
        {
            properties["midplane"] = "vxr";
            properties["npe"] = "npe-400";
            properties["power_supplies"] = new JsonArray(1, 1);
            properties["sensors"] = new JsonArray(22, 22, 22, 22);
            properties["slot0"] = "C7200-IO-FE";
            for (var slot = 1; slot <= 6; slot++) properties[$"slot{slot}"] = null;
        }
        else
        {
            properties["iomem"] = 5;
            properties["slot0"] = platform is "c3725" or "c3745" ? "GT96100-FE" : "Leopard-2FE";
            properties["slot1"] = properties["slot2"] = null;
            for (var wic = 0; wic <= 2; wic++) properties[$"wic{wic}"] = null;
        }

        return properties;
    }

    private static JsonObject IouProperties(JsonObject given) => new()
    {
        ["application_id"] = 1,
        ["ethernet_adapters"] = 2,
        ["l1_keepalives"] = false,
        ["md5sum"] = null,
        ["nvram"] = 128,
        ["path"] = "",
        ["ram"] = 256,
        ["serial_adapters"] = 2,
        ["usage"] = "",
        ["use_default_iou_values"] = true,
    };

    private static JsonObject DockerProperties(JsonObject given) => new()
    {
        ["adapters"] = 1,
        ["aux"] = null,
        ["console_http_path"] = "/",
        ["console_http_port"] = 80,
        ["console_resolution"] = "1024x768",
        ["environment"] = null,
        ["extra_hosts"] = null,
        ["extra_volumes"] = new JsonArray(),
        ["start_command"] = null,
        ["usage"] = "",
    };

    private static JsonObject SwitchProperties(JsonObject given) => new()
    {
        ["ports_mapping"] = new JsonArray([.. Enumerable.Range(0, 8).Select(port => (JsonNode)new JsonObject
        {
            ["name"] = $"Ethernet{port}",
            ["port_number"] = port,
            ["type"] = "access",
            ["vlan"] = 1,
        })]),
    };

    private static JsonObject HubProperties(JsonObject given) => new()
    {
        ["ports_mapping"] = new JsonArray([.. Enumerable.Range(0, 8).Select(port => (JsonNode)new JsonObject
        {
            ["name"] = $"Ethernet{port}",
            ["port_number"] = port,
        })]),
    };

    private static JsonObject CircuitProperties(JsonObject given) => new() { ["mappings"] = new JsonObject() };

    private static JsonObject CloudProperties(JsonObject given) => new()
    {
        ["interfaces"] = new JsonArray(
            new JsonObject { ["name"] = "eth0", ["special"] = false, ["type"] = "ethernet" },
            new JsonObject { ["name"] = "lo", ["special"] = true, ["type"] = "ethernet" },
            new JsonObject { ["name"] = "virbr0", ["special"] = true, ["type"] = "ethernet" }),
        ["ports_mapping"] = new JsonArray(
            new JsonObject { ["interface"] = "eth0", ["name"] = "eth0", ["port_number"] = 0, ["type"] = "ethernet" }),
        ["remote_console_host"] = "",
        ["remote_console_http_path"] = "/",
        ["remote_console_port"] = 23,
        ["remote_console_type"] = "none",
    };

    private static JsonObject NatProperties(JsonObject given) => new()
    {
        ["ports_mapping"] = new JsonArray(
            new JsonObject { ["interface"] = "virbr0", ["name"] = "nat0", ["port_number"] = 0, ["type"] = "ethernet" }),
    };
}
