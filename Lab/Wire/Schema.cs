using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Nms.Lab.Wire;

/// <summary>
/// The part of JSON schema that the server's requests use, with the validator's own sentences, because clients show
/// them to people.
/// </summary>
internal sealed partial record Schema
{
    private const string UuidPattern = "^[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{12}$";

    private ImmutableArray<string> Types { get; init; } = [];

    private ImmutableArray<string?> Values { get; init; } = [];

    private ImmutableArray<(string Name, Schema Schema)> Members { get; init; } = [];

    private ImmutableArray<string> RequiredMembers { get; init; } = [];

    private bool IsClosed { get; init; }

    private int MinimumLength { get; init; }

    private bool IsUuid { get; init; }

    private long? Minimum { get; init; }

    private long? Maximum { get; init; }

    private Schema? Items { get; init; }

    public static Schema Any { get; } = new();

    public static Schema Text { get; } = new() { Types = ["string"] };

    public static Schema Name { get; } = new() { Types = ["string"], MinimumLength = 1 };

    public static Schema Integer { get; } = new() { Types = ["integer"] };

    public static Schema Number { get; } = new() { Types = ["number"] };

    public static Schema Boolean { get; } = new() { Types = ["boolean"] };

    public static Schema Map { get; } = new() { Types = ["object"] };

    public static Schema Uuid { get; } = new() { Types = ["string"], IsUuid = true };

    public static Schema OneOf(params string?[] values) => new() { Values = [.. values] };

    public static Schema ListOf(Schema items) => new() { Types = ["array"], Items = items };

    public static Schema Object(params (string Name, Schema Schema)[] members)
        => new() { Types = ["object"], Members = [.. members], IsClosed = true };

    public Schema OrNull() => this with { Types = [.. Types, "null"] };

    public Schema Open() => this with { IsClosed = false };

    public Schema Requires(params string[] members) => this with { RequiredMembers = [.. members] };

    public Schema Between(long minimum, long maximum) => this with { Minimum = minimum, Maximum = maximum };

    public Schema With(params (string Name, Schema Schema)[] members) => this with { Members = [.. Members, .. members] };

    /// <summary>The first complaint about a value, the least deep first, or null when there is none.</summary>
    public string? Complaint(JsonNode? value)
        => Complaints(value, 0).OrderBy(complaint => complaint.Depth).Select(complaint => complaint.Message).FirstOrDefault();

    private IEnumerable<(int Depth, string Message)> Complaints(JsonNode? value, int depth)
    {
        if (!Types.IsEmpty && !Types.Any(type => IsOf(type, value)))
        {
            yield return (depth, $"{PythonJson.Literal(value)} is not of type {string.Join(", ", Types.Select(type => $"'{type}'"))}");
            yield break;
        }

        if (!Values.IsEmpty && !Values.Any(allowed => SameValue(allowed, value)))
        {
            var allowed = new JsonArray([.. Values.Select(text => text is null ? null : (JsonNode)JsonValue.Create(text))]);
            yield return (depth, $"{PythonJson.Literal(value)} is not one of {PythonJson.Literal(allowed)}");
        }

        foreach (var complaint in value switch
        {
            JsonObject map => OfMembers(map, depth),
            JsonArray list => Items is null ? [] : list.SelectMany(item => Items.Complaints(item, depth + 1)),
            JsonValue scalar => OfScalar(scalar, depth),
            _ => [],
        })
            yield return complaint;
    }

    private IEnumerable<(int Depth, string Message)> OfMembers(JsonObject map, int depth)
    {
        if (IsClosed)
        {
            var unknown = map.Select(pair => pair.Key).Where(key => !Members.Any(member => member.Name == key)).ToArray();
            if (unknown.Length > 0)
            {
                var verb = unknown.Length == 1 ? "was" : "were";
                yield return (depth, $"Additional properties are not allowed ({string.Join(", ", unknown.Select(key => PythonJson.Literal(key)))} {verb} unexpected)");
            }
        }

        foreach (var required in RequiredMembers.Where(required => !map.ContainsKey(required)))
            yield return (depth, $"'{required}' is a required property");

        foreach (var (name, schema) in Members)
        {
            if (!map.TryGetPropertyValue(name, out var member)) continue;
            foreach (var complaint in schema.Complaints(member, depth + 1)) yield return complaint;
        }
    }

    private IEnumerable<(int Depth, string Message)> OfScalar(JsonValue scalar, int depth)
    {
        if (scalar.GetValueKind() == JsonValueKind.String)
        {
            var text = scalar.GetValue<string>();
            if (text.Length < MinimumLength) yield return (depth, $"{PythonJson.Literal(scalar)} is too short");
            if (IsUuid && text.Length < 36) yield return (depth, $"{PythonJson.Literal(scalar)} is too short");
            else if (IsUuid && text.Length > 36) yield return (depth, $"{PythonJson.Literal(scalar)} is too long");
            else if (IsUuid && !UuidShape().IsMatch(text)) yield return (depth, $"{PythonJson.Literal(scalar)} does not match '{UuidPattern}'");
        }
        else if (scalar.TryGetValue<double>(out var number))
        {
            if (number < Minimum) yield return (depth, $"{PythonJson.Literal(scalar)} is less than the minimum of {Minimum}");
            if (number > Maximum) yield return (depth, $"{PythonJson.Literal(scalar)} is greater than the maximum of {Maximum}");
        }
    }

    private static bool SameValue(string? allowed, JsonNode? value)
        => allowed is null ? value is null : value is JsonValue scalar && scalar.TryGetValue<string>(out var text) && text == allowed;

    private static bool IsOf(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "integer" => value is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.Number && scalar.TryGetValue<long>(out _),
        _ => value?.GetValueKind() == JsonValueKind.Number,
    };

    [GeneratedRegex(UuidPattern)]
    private static partial Regex UuidShape();
}
