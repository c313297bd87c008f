using System.Text.Json.Nodes;
using Nms.Lab.Projects;
using Nms.Lab.Wire;

namespace Nms.Lab.Drawings;

/// <summary>What can be done to drawings.</summary>
internal sealed class DrawingCommands(LabState state)
{
    public static LabDrawing FromJson(LabProject project, JsonObject given)
    {
        var drawing = new LabDrawing(given["drawing_id"]?.GetValue<string>() ?? LabIds.New(), project.Id);
        Take(drawing, given);
        return drawing;
    }

    public static LabDrawing Find(LabProject project, string id)
        => project.Drawings.GetValueOrDefault(id) ?? throw LabRefusalException.NotFound($"Drawing ID {id} doesn't exist");

    public LabDrawing Create(LabProject project, JsonObject given)
    {
        if (given["drawing_id"]?.GetValue<string>() is { } id && project.Drawings.TryGetValue(id, out var existing)) return existing;
        var drawing = FromJson(project, given);
        project.Drawings.Add(drawing.Id, drawing);
        state.Tell(project, "drawing.created", drawing.ToJson());
        return drawing;
    }

    /// <summary>Changes a drawing, and says so even when nothing changed. The picture itself is left out of the notification when it did not change.</summary>
    public void Update(LabProject project, LabDrawing drawing, JsonObject given)
    {
        var before = drawing.ToJson();
        Take(drawing, given);
        var after = drawing.ToJson();
        if (JsonNode.DeepEquals(before["svg"], after["svg"])) after.Remove("svg");
        state.Tell(project, "drawing.updated", after);
    }

    public void Delete(LabProject project, LabDrawing drawing)
    {
        if (drawing.Locked) throw LabRefusalException.Conflict($"Drawing ID {drawing.Id} cannot be deleted because it is locked");
        project.Drawings.Remove(drawing.Id);
        state.Tell(project, "drawing.deleted", drawing.ToJson());
    }

    private static void Take(LabDrawing drawing, JsonObject given)
    {
        drawing.X = given["x"]?.GetValue<int>() ?? drawing.X;
        drawing.Y = given["y"]?.GetValue<int>() ?? drawing.Y;
        drawing.Z = given["z"]?.GetValue<int>() ?? drawing.Z;
        drawing.Rotation = given["rotation"]?.GetValue<int>() ?? drawing.Rotation;
        drawing.Locked = given["locked"]?.GetValue<bool>() ?? drawing.Locked;
        drawing.Svg = given["svg"]?.GetValue<string>() ?? drawing.Svg;
    }
}
