using System.Text.Json.Nodes;

namespace Nms.Lab.Drawings;

/// <summary>A picture or a text on a project's canvas.</summary>
internal sealed class LabDrawing(string id, string projectId)
{
    public string Id { get; } = id;

    public int X { get; set; }

    public int Y { get; set; }

    public int Z { get; set; } = 2;

    public int Rotation { get; set; }

    public bool Locked { get; set; }

    public string Svg { get; set; } = "";

    public JsonObject ToJson() => new()
    {
        ["drawing_id"] = Id,
        ["locked"] = Locked,
        ["project_id"] = projectId,
        ["rotation"] = Rotation,
        ["svg"] = Svg,
        ["x"] = X,
        ["y"] = Y,
        ["z"] = Z,
    };

    public JsonObject ToSavedJson()
    {
        var document = ToJson();
        document.Remove("project_id");
        return document;
    }
}
