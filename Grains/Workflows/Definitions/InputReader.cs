using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nms.Workflows.Expressions;

namespace Nms.Workflows.Definitions;

/// <summary>Checks what a run is to be started with. An input that is not given and has no default is null. Pure.</summary>
internal sealed class InputReader : IInputReader
{
    public JsonElement Read(WorkflowDefinition definition, string inputsJson, bool ignoreUnknown)
    {
        var given = Parse(inputsJson);
        var wrong = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var inputs = new JsonObject();
        foreach (var input in definition.Inputs)
        {
            var value = given.TryGetValue(input.Name, out var found) && found.ValueKind != JsonValueKind.Null ? found : input.Default;
            if (value is null && input.Required)
            {
                wrong[input.Name] = "is required";
            }
            else if (value is { } known && InputChecks.Complaint(input, known) is { } complaint)
            {
                wrong[input.Name] = complaint;
            }

            inputs[input.Name] = value is { } element ? Engine.JsonValues.ToNode(element) : null;
        }

        foreach (var name in given.Keys.Where(name => !ignoreUnknown && !definition.Inputs.Any(input => input.Name == name)))
        {
            wrong[name] = "is unknown";
        }

        return wrong.Count == 0 ? JsonSerializer.SerializeToElement(inputs) : throw Invalid(wrong.ToImmutableDictionary(StringComparer.Ordinal));
    }

    private static Dictionary<string, JsonElement> Parse(string inputsJson)
    {
        try
        {
            var inputs = JsonElement.Parse(inputsJson, new JsonDocumentOptions { MaxDepth = ExpressionLimits.MostValueNesting, AllowDuplicateProperties = false });
            if (inputs.ValueKind == JsonValueKind.Object)
            {
                Complete(inputs);
                return inputs.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Invalid("inputs", $"must be JSON without half characters, without repeated names and at most {ExpressionLimits.MostValueNesting} levels deep");
        }

        throw Invalid("inputs", "must be an object");
    }

    /// <summary>Texts with half of a character cannot be written again.</summary>
    private static void Complete(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Complete(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    _ = member.Name;
                    Complete(member.Value);
                }

                break;
        }
    }

    private static ValidationException Invalid(string name, string complaint) => Invalid(ImmutableDictionary<string, string>.Empty.Add(name, complaint));

    private static ValidationException Invalid(ImmutableDictionary<string, string> wrong) =>
        new("validation_error", $"{string.Join("; ", wrong.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}"))}.") { Details = wrong };
}
