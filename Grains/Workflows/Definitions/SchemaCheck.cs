using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nms.Workflows.Expressions;

namespace Nms.Workflows.Definitions;

/// <summary>
/// Checks values against the part of JSON Schema that kinds of steps use: type, properties, required, additionalProperties, enum, items, minimum,
/// maximum, minLength, maxLength, minItems, maxItems, pattern, and the formats duration, uuid and date-time. A member that is null and not required
/// counts as not given. Pure.
/// </summary>
internal static class SchemaCheck
{
    private const int Most = 20;

    /// <summary>What is wrong, each with the names and places that lead to it; empty for nothing.</summary>
    public static ImmutableArray<(ImmutableArray<string> Path, string Message)> Check(JsonElement schema, JsonElement value, SchemaUse use)
    {
        var found = ImmutableArray.CreateBuilder<(ImmutableArray<string>, string)>();
        Check(schema, value, use, [], found);
        return found.ToImmutable();
    }

    /// <summary>Whether a value is written with expressions.</summary>
    public static bool HoldsExpression(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Template.HoldsExpression(value.GetString()!),
        JsonValueKind.Array => value.EnumerateArray().Any(HoldsExpression),
        JsonValueKind.Object => value.EnumerateObject().Any(member => HoldsExpression(member.Value)),
        _ => false,
    };

    private static void Check(
        JsonElement schema, JsonElement value, SchemaUse use, ImmutableArray<string> path, ImmutableArray<(ImmutableArray<string>, string)>.Builder found)
    {
        if (schema.ValueKind != JsonValueKind.Object || found.Count >= Most || (use == SchemaUse.Definition && value.ValueKind == JsonValueKind.String && HoldsExpression(value)))
        {
            return;
        }

        var name = path.IsEmpty ? "The value" : path[^1];
        if (Member(schema, "type") is { } type && !Types(type).Any(one => IsOf(one, value)))
        {
            found.Add((path, $"{name} is {string.Join(" or ", Types(type))}, and not {Kind(value)}."));
            return;
        }

        if (Member(schema, "enum") is { ValueKind: JsonValueKind.Array } words && !words.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)))
        {
            found.Add((path, $"{name} is one of {string.Join(", ", words.EnumerateArray().Select(word => word.ToString()))}."));
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Members(schema, value, use, path, found);
                break;
            case JsonValueKind.Array:
                Items(schema, value, use, path, found);
                break;
            case JsonValueKind.String when Complaint(schema, value.GetString()!) is { } complaint:
                found.Add((path, $"{name} {complaint}."));
                break;
            case JsonValueKind.Number when Complaint(schema, value.GetDouble()) is { } complaint:
                found.Add((path, $"{name} {complaint}."));
                break;
        }
    }

    private static void Members(
        JsonElement schema, JsonElement value, SchemaUse use, ImmutableArray<string> path, ImmutableArray<(ImmutableArray<string>, string)>.Builder found)
    {
        var required = Member(schema, "required") is { ValueKind: JsonValueKind.Array } names ? names.EnumerateArray().Select(name => name.GetString()!).ToList() : [];
        foreach (var name in required.Where(name => !value.TryGetProperty(name, out _)))
        {
            found.Add(([.. path, name], $"{name} is missing."));
        }

        var properties = Member(schema, "properties");
        var more = Member(schema, "additionalProperties");
        foreach (var member in value.EnumerateObject())
        {
            if (properties is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(member.Name, out var inner))
            {
                if (member.Value.ValueKind != JsonValueKind.Null || required.Contains(member.Name))
                {
                    Check(inner, member.Value, use, [.. path, member.Name], found);
                }
            }
            else if (more is { ValueKind: JsonValueKind.False })
            {
                var all = properties is { ValueKind: JsonValueKind.Object } some ? string.Join(", ", some.EnumerateObject().Select(one => one.Name)) : "";
                found.Add(([.. path, member.Name], $"{member.Name} is unknown here; there {(all.Length == 0 ? "is nothing" : $"are {all}")}."));
            }
            else if (more is { ValueKind: JsonValueKind.Object } schemaOfMore)
            {
                Check(schemaOfMore, member.Value, use, [.. path, member.Name], found);
            }
        }
    }

    private static void Items(
        JsonElement schema, JsonElement value, SchemaUse use, ImmutableArray<string> path, ImmutableArray<(ImmutableArray<string>, string)>.Builder found)
    {
        var (name, count) = (path.IsEmpty ? "The value" : path[^1], value.GetArrayLength());
        if (Number(schema, "minItems") is { } least && count < least)
        {
            found.Add((path, $"{name} has at least {least} members."));
        }

        if (Number(schema, "maxItems") is { } most && count > most)
        {
            found.Add((path, $"{name} has at most {most} members."));
            return;
        }

        if (Member(schema, "items") is { } items)
        {
            var place = 0;
            foreach (var item in value.EnumerateArray())
            {
                Check(items, item, use, [.. path, (place++).ToString(CultureInfo.InvariantCulture)], found);
            }
        }
    }

    private static string? Complaint(JsonElement schema, string text)
    {
        var letters = text.EnumerateRunes().Count();
        return schema switch
        {
            _ when Number(schema, "minLength") is { } least && letters < least => letters == 0 ? "is empty" : $"has at least {least} letters",
            _ when Number(schema, "maxLength") is { } most && letters > most => $"has at most {most} letters",
            _ when Member(schema, "pattern") is { ValueKind: JsonValueKind.String } pattern
                && !Regex.IsMatch(text, pattern.GetString()!, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout) => $"does not have the form {pattern.GetString()}",
            _ => Member(schema, "format")?.GetString() switch
            {
                "uuid" when !Guid.TryParse(text, out _) => "is no UUID",
                "duration" when DurationText.Parse(text) is null => "is no duration as 30s, 5m or 1h30m",
                "date-time" when !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) => "is no instant as 2026-01-31T12:00:00Z",
                _ => null,
            },
        };
    }

    private static string? Complaint(JsonElement schema, double number) => schema switch
    {
        _ when Number(schema, "minimum") is { } least && number < least => $"is at least {least.ToString(CultureInfo.InvariantCulture)}",
        _ when Number(schema, "maximum") is { } most && number > most => $"is at most {most.ToString(CultureInfo.InvariantCulture)}",
        _ => null,
    };

    private static JsonElement? Member(JsonElement schema, string name) => schema.TryGetProperty(name, out var value) ? value : null;

    private static double? Number(JsonElement schema, string name) => Member(schema, name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!) : [type.GetString()!];

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && number == Math.Floor(number),
        _ => true,
    };

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        JsonValueKind.Number => "number",
        _ => "null",
    };
}
