using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nms.Workflows.Engine;

/// <summary>JSON values that everybody needs.</summary>
internal static class JsonValues
{
    public static JsonElement Null { get; } = JsonElement.Parse("null");

    public static JsonElement EmptyObject { get; } = JsonElement.Parse("{}");

    public static JsonNode? ToNode(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(value),
        JsonValueKind.Array => JsonArray.Create(value),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => JsonValue.Create(value),
    };

    /// <summary>A list of values, null for those that are not there.</summary>
    public static JsonElement List(IEnumerable<JsonElement?> values) =>
        JsonSerializer.SerializeToElement(new JsonArray([.. values.Select(value => value is { } there ? ToNode(there) : null)]));
}
