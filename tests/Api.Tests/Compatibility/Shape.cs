using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nms.Api.Tests.Compatibility;

/// <summary>The members that the contract promises, with their kinds.</summary>
internal static class Shape
{
    /// <summary>
    /// Checks members such as "statistics.cache_hits:number"; kinds are text, number, flag, object, list, time, and a question
    /// mark allows null.
    /// </summary>
    public static void Holds(JsonNode answer, params string[] members)
    {
        var wrong = members.Where(member => !Fits(answer, member)).ToList();

        Assert.True(wrong.Count == 0, $"Missing or of another kind: {string.Join(", ", wrong)} in {answer.ToJsonString()}");
    }

    private static bool Fits(JsonNode answer, string member)
    {
        var (path, kind) = member.Split(':') is [var before, var after] ? (before, after) : throw new FormatException(member);
        JsonNode? found = answer;
        foreach (var name in path.Split('.'))
        {
            if (found is not JsonObject parent || !parent.TryGetPropertyValue(name, out found))
            {
                return false;
            }
        }

        return found is null ? kind.EndsWith('?') : Is(found, kind.TrimEnd('?'));
    }

    private static bool Is(JsonNode value, string kind) => kind switch
    {
        "text" => value.GetValueKind() == JsonValueKind.String,
        "number" => value.GetValueKind() == JsonValueKind.Number,
        "flag" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "object" => value.GetValueKind() == JsonValueKind.Object,
        "list" => value.GetValueKind() == JsonValueKind.Array,
        "time" => value.GetValueKind() == JsonValueKind.String && IsTime(value.GetValue<string>()),
        _ => throw new FormatException(kind),
    };

    // ISO 8601 with an offset, as clients parse it.
    private static bool IsTime(string text) =>
        (text.EndsWith('Z') || text[^6] is '+' or '-')
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
