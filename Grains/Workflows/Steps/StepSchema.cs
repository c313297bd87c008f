using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nms.Workflows.Steps;

/// <summary>Writes the JSON Schemas of kinds, so that a kind stays short.</summary>
internal static class StepSchema
{
    /// <summary>The id of a project.</summary>
    public static StepField Project { get; } = Id("project_id", "The project.");

    /// <summary>A node of the project.</summary>
    public static StepField Node { get; } = Text("node_id", "The node: its id or its name.");

    /// <summary>A link of the project.</summary>
    public static StepField Link { get; } = Id("link_id", "The link.");

    /// <summary>What a kind takes: these and nothing else.</summary>
    public static JsonElement Takes(params StepField[] fields)
    {
        var schema = Object(fields);
        schema["additionalProperties"] = false;
        return JsonSerializer.SerializeToElement(schema);
    }

    /// <summary>What a kind gives.</summary>
    public static JsonElement Gives(params StepField[] fields) => JsonSerializer.SerializeToElement(Object(fields));

    public static StepField Text(string name, string description, int longest = 255) =>
        Field(name, "string", description, new JsonObject { ["minLength"] = 1, ["maxLength"] = longest });

    public static StepField Word(string name, string description, params string[] words) =>
        Field(name, "string", description, new JsonObject { ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]) });

    public static StepField Id(string name, string description) => Field(name, "string", description, new JsonObject { ["format"] = "uuid" });

    public static StepField Instant(string name, string description) => Field(name, "string", description, new JsonObject { ["format"] = "date-time" });

    public static StepField Flag(string name, string description) => Field(name, "boolean", description);

    public static StepField Integer(string name, string description, long least, long most) =>
        Field(name, "integer", description, new JsonObject { ["minimum"] = least, ["maximum"] = most });

    public static StepField Count(string name, string description) => Field(name, "integer", description, new JsonObject { ["minimum"] = 0 });

    public static StepField Number(string name, string description) => Field(name, "number", description);

    /// <summary>A span of time as 30s or 5m, or a number of seconds.</summary>
    public static StepField Span(string name, string description) =>
        new(name, new JsonObject { ["type"] = new JsonArray("string", "number"), ["description"] = description });

    public static StepField Any(string name, string description) => new(name, new JsonObject { ["description"] = description });

    public static StepField Map(string name, string description) => Field(name, "object", description);

    public static StepField Map(string name, string description, params StepField[] members)
    {
        var schema = Object(members);
        schema["description"] = description;
        return new StepField(name, schema);
    }

    /// <summary>A list of texts.</summary>
    public static StepField Texts(string name, string description, int most) =>
        Field(name, "array", description, new JsonObject { ["items"] = new JsonObject { ["type"] = "string" }, ["maxItems"] = most });

    /// <summary>A list of lists of texts.</summary>
    public static StepField TextLists(string name, string description, int most) => Field(name, "array", description, new JsonObject
    {
        ["items"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
        ["maxItems"] = most,
    });

    /// <summary>A list of objects.</summary>
    public static StepField List(string name, string description, params StepField[] members) =>
        Field(name, "array", description, new JsonObject { ["items"] = Object(members) });

    /// <summary>A list of anything.</summary>
    public static StepField Values(string name, string description) => Field(name, "array", description);

    private static StepField Field(string name, string type, string description, JsonObject? more = null)
    {
        var schema = new JsonObject { ["type"] = type, ["description"] = description };
        foreach (var (key, value) in more ?? [])
        {
            schema[key] = value?.DeepClone();
        }

        return new StepField(name, schema);
    }

    private static JsonObject Object(StepField[] fields) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Name, field.Schema.DeepClone()))),
        ["required"] = new JsonArray([.. fields.Where(field => field.IsRequired).Select(field => JsonValue.Create(field.Name))]),
    };
}
