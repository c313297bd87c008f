using System.Text.Json.Nodes;
using Nms.Lab.Links;
using Nms.Lab.Projects;

namespace Nms.Lab.Nodes;

/// <summary>One node of an open project, as the controller knows it.</summary>
public sealed class LabNode
{
    private static readonly string[] SavedFields =
    [
        "compute_id", "console", "console_auto_start", "console_type", "custom_adapters", "first_port_name", "height", "label", "locked",
        "name", "node_id", "node_type", "port_name_format", "port_segment_size", "properties", "symbol", "template_id", "width", "x", "y", "z",
    ];

    internal LabNode(LabProject project, string id, string type)
    {
        Project = project;
        Id = id;
        Type = type;
        Kind = NodeKind.Of(type);
        PortNameFormat = type == "iou" ? "Ethernet{segment0}/{port0}" : "Ethernet{0}";
        PortSegmentSize = type == "iou" ? 4 : 0;
        Status = Kind.IsAlwaysRunning ? NodeStatus.Started : NodeStatus.Stopped;
        ConsoleType = Kind.ConsoleType;
        Symbol = Symbols.Computer;
        CommandLine = Kind.IsAlwaysRunning ? null : "";
    }

    /// <summary>The identifier that GNS3 gave the node.</summary>
    public string Id { get; }

    /// <summary>The node type, in GNS3's word: <c>vpcs</c>, <c>qemu</c>, <c>dynamips</c> and so on.</summary>
    public string Type { get; }

    /// <summary>The name, unique within the project.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>What the server says about the node.</summary>
    public NodeStatus Status { get; internal set; }

    /// <summary>The console port, bound only while the node is started; null for types without console.</summary>
    public int? ConsolePort { get; internal set; }

    /// <summary>How the console speaks: <c>telnet</c>, <c>vnc</c>, <c>none</c>.</summary>
    public string? ConsoleType { get; internal set; }

    internal LabProject Project { get; }

    internal NodeKind Kind { get; }

    /// <summary>
    /// The name its emulator knows. It differs from <see cref="Name"/> after a rename that the emulator refused, until
    /// the next update from the emulator brings the old name back: a bug of the real server that clients live with.
    /// </summary>
    internal string EmulatorName { get; set; } = "";

    internal string ComputeId { get; set; } = "local";

    internal string? TemplateId { get; set; }

    internal bool ConsoleAutoStart { get; set; }

    internal string? CommandLine { get; set; }

    internal JsonObject Properties { get; set; } = [];

    internal JsonObject Label { get; set; } = [];

    internal JsonArray CustomAdapters { get; set; } = [];

    internal int X { get; set; }

    internal int Y { get; set; }

    internal int Z { get; set; } = 1;

    internal bool Locked { get; set; }

    internal string Symbol { get; set; }

    internal string PortNameFormat { get; set; }

    internal int PortSegmentSize { get; set; }

    internal string? FirstPortName { get; set; }

    /// <summary>The files of the node's directory: start-up scripts and configurations.</summary>
    internal Dictionary<string, byte[]> Files { get; init; } = new(StringComparer.Ordinal);

    internal List<LabLink> Links { get; } = [];

    internal IReadOnlyList<LabPort> Ports => PortNames.Of(this);

    internal string Directory => $"{Project.Path}/project-files/{Folder}/{Id}";

    internal bool HasConsole => Kind.HasConsolePort && ConsoleType is not ("none" or null);

    internal bool IsRunning => Status != NodeStatus.Stopped && !Kind.IsAlwaysRunning;

    private string Folder => Type switch
    {
        "ethernet_switch" or "ethernet_hub" or "frame_relay_switch" or "atm_switch" => "dynamips",
        "cloud" or "nat" => "builtin",
        _ => Type,
    };

    internal LabPort? Port(int adapter, int port)
        => Ports.FirstOrDefault(candidate => candidate.Adapter == adapter && candidate.Port == port);

    internal JsonObject ToJson()
    {
        var (width, height) = Symbols.SizeOf(Symbol);
        return new JsonObject
        {
            ["command_line"] = CommandLine,
            ["compute_id"] = ComputeId,
            ["console"] = ConsolePort,
            ["console_auto_start"] = ConsoleAutoStart,
            ["console_host"] = Project.ConsoleHost,
            ["console_type"] = ConsoleType,
            ["custom_adapters"] = CustomAdapters.DeepClone(),
            ["first_port_name"] = FirstPortName,
            ["height"] = height,
            ["label"] = Label.DeepClone(),
            ["locked"] = Locked,
            ["name"] = Name,
            ["node_directory"] = Directory,
            ["node_id"] = Id,
            ["node_type"] = Type,
            ["port_name_format"] = PortNameFormat,
            ["port_segment_size"] = PortSegmentSize,
            ["ports"] = new JsonArray([.. Ports.Select(port => (JsonNode)port.ToJson())]),
            ["project_id"] = Project.Id,
            ["properties"] = Properties.DeepClone(),
            ["status"] = StatusText,
            ["symbol"] = Symbol,
            ["template_id"] = TemplateId,
            ["width"] = width,
            ["x"] = X,
            ["y"] = Y,
            ["z"] = Z,
        };
    }

    /// <summary>The form that a project file keeps, which is also what a closed project answers.</summary>
    internal JsonObject ToSavedJson()
    {
        var document = ToJson();
        return new JsonObject(SavedFields.Select(field => KeyValuePair.Create(field, document[field]?.DeepClone())));
    }

    /// <summary>The form in which the emulator's side of the server announces a deletion: shorter and flat.</summary>
    internal JsonObject ToEmulatorJson()
    {
        var document = Type == "vpcs" ? [] : Properties.DeepClone().AsObject();
        document["command_line"] = CommandLine;
        document["console"] = ConsolePort;
        document["console_type"] = ConsoleType;
        document["name"] = EmulatorName;
        document["node_directory"] = Directory;
        document["node_id"] = Id;
        document["project_id"] = Project.Id;
        document["status"] = StatusText;
        return document;
    }

    internal JsonObject DefaultLabel() => new()
    {
        ["rotation"] = 0,
        ["style"] = null,
        ["text"] = Name,
        ["x"] = null,
        // Half a pixel goes to the even side, as Python rounds.
        ["y"] = -(int)Math.Round((Symbols.SizeOf(Symbol).Height / 2.0) + 10, MidpointRounding.ToEven),
    };

    private string StatusText => Status switch
    {
        NodeStatus.Started => "started",
        NodeStatus.Suspended => "suspended",
        _ => "stopped",
    };
}
