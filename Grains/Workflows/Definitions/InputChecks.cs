using System.Text.Json;

namespace Nms.Workflows.Definitions;

/// <summary>Whether a value can be given as an input. Pure.</summary>
internal static class InputChecks
{
    private const int LongestName = 255;

    /// <summary>What is wrong with it, to be read behind the name of the input; null when nothing is.</summary>
    public static string? Complaint(InputDefinition input, JsonElement value) => Complaint(input.Type, value)
        ?? (input.Enum.IsEmpty || input.Enum.Any(one => JsonElement.DeepEquals(one, value))
            ? null
            : $"must be one of {string.Join(", ", input.Enum.Select(one => one.ToString()))}");

    private static string? Complaint(InputType type, JsonElement value) => (type, value.ValueKind) switch
    {
        (InputType.Any, _) => null,
        (InputType.String, JsonValueKind.String) => null,
        (InputType.String, _) => "must be a text",
        (InputType.Integer, JsonValueKind.Number) when value.GetDouble() is var number && number == Math.Floor(number) => null,
        (InputType.Integer, _) => "must be a whole number",
        (InputType.Number, JsonValueKind.Number) when double.IsFinite(value.GetDouble()) => null,
        (InputType.Number, _) => "must be a number",
        (InputType.Boolean, JsonValueKind.True or JsonValueKind.False) => null,
        (InputType.Boolean, _) => "must be true or false",
        (InputType.Array, JsonValueKind.Array) => null,
        (InputType.Array, _) => "must be a list",
        (InputType.Object, JsonValueKind.Object) => null,
        (InputType.Object, _) => "must be an object",
        (InputType.Project, JsonValueKind.String) when Guid.TryParse(value.GetString(), out _) => null,
        (InputType.Project, _) => "must be the id of a project",
        (InputType.Node, JsonValueKind.String) when value.GetString() is { Length: > 0 and <= LongestName } => null,
        (InputType.Node, _) => "must be the id or the name of a node",
        (InputType.Duration, JsonValueKind.String) when DurationText.Parse(value.GetString()!) is not null => null,
        _ => "must be a duration as 30s, 5m or 1h30m",
    };
}
