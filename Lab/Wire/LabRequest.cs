using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nms.Lab.Wire;

/// <summary>One request: the values of its path and its body, parsed and checked against the schema of its route.</summary>
internal sealed record LabRequest(HttpContext Http, JsonObject Body)
{
    public CancellationToken Aborted => Http.RequestAborted;

    public string ProjectId => Path("project_id");

    public string NodeId => Path("node_id");

    public string LinkId => Path("link_id");

    public string Path(string name) => Http.GetRouteValue(name) as string ?? "";

    public string? Text(string name) => Body[name]?.GetValue<string>();

    public int? Integer(string name) => Body[name]?.GetValue<int>();

    public bool? Boolean(string name)
        => Body.TryGetPropertyValue(name, out var value) && value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False
            ? Body[name]!.GetValue<bool>()
            : null;
}
