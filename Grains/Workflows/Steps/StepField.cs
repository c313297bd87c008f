using System.Text.Json.Nodes;

namespace Nms.Workflows.Steps;

/// <summary>One member of what a kind takes or gives.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">Its JSON Schema.</param>
internal sealed record StepField(string Name, JsonObject Schema)
{
    /// <summary>Whether it must be there.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>It may be left out.</summary>
    public StepField Optional() => this with { IsRequired = false };

    /// <summary>It may be left out, and then is this.</summary>
    public StepField OrElse(JsonNode value)
    {
        var schema = Copy();
        schema["default"] = value;
        return new StepField(Name, schema) { IsRequired = false };
    }

    /// <summary>It may be null.</summary>
    public StepField OrNull()
    {
        var schema = Copy();
        if (schema["type"] is JsonValue type)
        {
            schema["type"] = new JsonArray(type.DeepClone(), "null");
        }

        return this with { Schema = schema };
    }

    private JsonObject Copy() => (JsonObject)Schema.DeepClone();
}
