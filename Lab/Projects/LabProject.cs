using System.Text.Json.Nodes;
using Nms.Lab.Drawings;
using Nms.Lab.Links;
using Nms.Lab.Nodes;
using Nms.Lab.Snapshots;

namespace Nms.Lab.Projects;

/// <summary>One project: open with its nodes and links in memory, or closed with what its file keeps.</summary>
public sealed class LabProject
{
    internal LabProject(string id, string name, string consoleHost)
    {
        Id = id;
        ConsoleHost = consoleHost;
        Document = new JsonObject
        {
            ["auto_close"] = true,
            ["auto_open"] = false,
            ["auto_start"] = false,
            ["drawing_grid_size"] = 25,
            ["filename"] = $"{name}.gns3",
            ["grid_size"] = 75,
            ["name"] = name,
            ["path"] = Path,
            ["project_id"] = id,
            ["scene_height"] = 1000,
            ["scene_width"] = 2000,
            ["show_grid"] = false,
            ["show_interface_labels"] = false,
            ["show_layers"] = false,
            ["snap_to_grid"] = false,
            ["status"] = "opened",
            ["supplier"] = null,
            ["variables"] = null,
            ["zoom"] = 100,
        };
    }

    /// <summary>The identifier of the project.</summary>
    public string Id { get; }

    /// <summary>The name of the project.</summary>
    public string Name => Document["name"]!.GetValue<string>();

    /// <summary>Whether the project is open.</summary>
    public bool IsOpen
    {
        get => Document["status"]!.GetValue<string>() == "opened";
        internal set => Document["status"] = value ? "opened" : "closed";
    }

    /// <summary>Whether the server closes the project when its last listener has left.</summary>
    public bool AutoClose => Document["auto_close"]!.GetValue<bool>();

    internal bool AutoStart => Document["auto_start"]!.GetValue<bool>();

    /// <summary>The fields of the project under their names on the wire.</summary>
    internal JsonObject Document { get; }

    internal string Path => $"/opt/gns3/projects/{Id}";

    internal string ConsoleHost { get; }

    internal OrderedDictionary<string, LabNode> Nodes { get; } = new(StringComparer.Ordinal);

    internal OrderedDictionary<string, LabLink> Links { get; } = new(StringComparer.Ordinal);

    internal OrderedDictionary<string, LabDrawing> Drawings { get; } = new(StringComparer.Ordinal);

    internal OrderedDictionary<string, LabSnapshot> Snapshots { get; } = new(StringComparer.Ordinal);

    internal NodeNames Names { get; } = new();

    internal Dictionary<string, byte[]> Files { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What the project file holds; read while the project is closed.</summary>
    internal ProjectDump Saved { get; set; } = ProjectDump.Empty;

    internal JsonObject ToJson() => Document.DeepClone().AsObject();

    internal void Empty()
    {
        Nodes.Clear();
        Links.Clear();
        Drawings.Clear();
        Names.Clear();
    }
}
