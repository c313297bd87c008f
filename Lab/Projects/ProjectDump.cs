using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Nms.Lab.Projects;

/// <summary>
/// The content of a project file: nodes, links and drawings in their saved form, with the files of each node. Nobody
/// changes a dump after it was taken; readers clone what they hand out.
/// </summary>
internal sealed record ProjectDump(
    ImmutableArray<JsonObject> Nodes,
    ImmutableArray<JsonObject> Links,
    ImmutableArray<JsonObject> Drawings,
    ImmutableDictionary<string, ImmutableDictionary<string, byte[]>> Files)
{
    public static ProjectDump Empty { get; } = new([], [], [], ImmutableDictionary<string, ImmutableDictionary<string, byte[]>>.Empty);

    public static ProjectDump Of(LabProject project) => new(
        [.. project.Nodes.Values.Select(node => node.ToSavedJson())],
        [.. project.Links.Values.Select(link => link.ToSavedJson())],
        [.. project.Drawings.Values.Select(drawing => drawing.ToSavedJson())],
        project.Nodes.Values.ToImmutableDictionary(node => node.Id, node => node.Files.ToImmutableDictionary()));

    /// <summary>The same content under new node, link and drawing identifiers.</summary>
    public ProjectDump WithNewIds()
    {
        var ids = Nodes.ToDictionary(node => Text(node, "node_id"), _ => LabIds.New());
        return new ProjectDump(
            [.. Nodes.Select(node => Changed(node, "node_id", ids[Text(node, "node_id")]))],
            [.. Links.Select(link => Rewired(Changed(link, "link_id", LabIds.New()), ids))],
            [.. Drawings.Select(drawing => Changed(drawing, "drawing_id", LabIds.New()))],
            Files.ToImmutableDictionary(pair => ids[pair.Key], pair => pair.Value));
    }

    private static JsonObject Changed(JsonObject document, string field, string value)
    {
        var changed = document.DeepClone().AsObject();
        changed[field] = value;
        return changed;
    }

    private static JsonObject Rewired(JsonObject link, Dictionary<string, string> ids)
    {
        foreach (var end in link["nodes"]!.AsArray()) end!["node_id"] = ids[Text(end.AsObject(), "node_id")];
        return link;
    }

    private static string Text(JsonObject document, string field) => document[field]!.GetValue<string>();
}
