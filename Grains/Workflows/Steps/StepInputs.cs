using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Nms.Workflows.Definitions;

namespace Nms.Workflows.Steps;

/// <summary>Reads what a step is given. What is null counts as not given.</summary>
internal readonly struct StepInputs(JsonElement given)
{
    private const string Code = "invalid_input";

    /// <summary>Refuses members that the kind does not know: they are told at the run what a definition could not be told before.</summary>
    public static StepInputs Read(JsonElement given, JsonElement schema)
    {
        if (given.ValueKind != JsonValueKind.Object)
        {
            throw Invalid("with", "must be an object");
        }

        var known = schema.GetProperty("properties");
        foreach (var member in given.EnumerateObject())
        {
            if (!known.TryGetProperty(member.Name, out _))
            {
                throw Invalid(member.Name, "is unknown");
            }
        }

        return new StepInputs(given);
    }

    public static ValidationException Invalid(string name, string problem) => new(Code, $"{name} {problem}.")
    {
        Details = ImmutableDictionary<string, string>.Empty.Add(name, problem),
    };

    public bool Has(string name) => Find(name) is not null;

    public JsonElement? Find(string name) =>
        given.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    public Guid Id(string name) => IdOrNull(name) ?? throw Invalid(name, "is required");

    public Guid? IdOrNull(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text when Guid.TryParse(text.GetString(), out var id) => id,
        _ => throw Invalid(name, "must be a UUID"),
    };

    public string Text(string name, int longest = 255) => TextOrNull(name, longest) ?? throw Invalid(name, "is required");

    public string? TextOrNull(string name, int longest = 255) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } value && value.Length <= longest => value,
        _ => throw Invalid(name, $"must be a text of 1 to {longest} characters"),
    };

    public string Word(string name, string otherwise, params ReadOnlySpan<string> words)
    {
        var word = TextOrNull(name) ?? otherwise;
        return words.Contains(word) ? word : throw Invalid(name, $"must be one of {string.Join(", ", words!)}");
    }

    public bool Flag(string name, bool otherwise) => Find(name) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Invalid(name, "must be true or false"),
    };

    public int Integer(string name, int otherwise, int least, int most) => IntegerOrNull(name, least, most) ?? otherwise;

    /// <summary>Whole numbers of expressions may come as 5.0.</summary>
    public int? IntegerOrNull(string name, int least, int most) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) && value == Math.Floor(value) && value >= least && value <= most => (int)value,
        _ => throw Invalid(name, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}")),
    };

    public TimeSpan Span(string name, TimeSpan otherwise, TimeSpan longest) => SpanOrNull(name, longest) ?? otherwise;

    public TimeSpan? SpanOrNull(string name, TimeSpan longest)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        TimeSpan? span = value.ValueKind switch
        {
            JsonValueKind.String => DurationText.Parse(value.GetString()!),
            JsonValueKind.Number when value.TryGetDouble(out var seconds) && seconds >= 0 && seconds <= longest.TotalSeconds => TimeSpan.FromSeconds(seconds),
            _ => null,
        };
        return span is { } wait && wait <= longest
            ? wait
            : throw Invalid(name, string.Create(CultureInfo.InvariantCulture, $"must be a duration as 30s or 5m, at most {longest.TotalSeconds} seconds"));
    }

    public ImmutableArray<string> Texts(string name, int most, int longest = 255)
    {
        if (Find(name) is not { } list)
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > most)
        {
            throw Invalid(name, $"must be a list of at most {most} texts");
        }

        return [.. list.EnumerateArray().Select(one => one is { ValueKind: JsonValueKind.String } && one.GetString() is { Length: > 0 } text && text.Length <= longest
            ? text
            : throw Invalid(name, $"must be a list of texts of 1 to {longest} characters"))];
    }

    /// <summary>Lists of texts; null when nothing is given.</summary>
    public ImmutableArray<ImmutableArray<string>>? TextLists(string name, int most, int mostOfEach)
    {
        if (Find(name) is not { } lists)
        {
            return null;
        }

        if (lists.ValueKind != JsonValueKind.Array || lists.GetArrayLength() > most)
        {
            throw Invalid(name, $"must be a list of at most {most} lists");
        }

        return [.. lists.EnumerateArray().Select(list => list.ValueKind == JsonValueKind.Array && list.GetArrayLength() <= mostOfEach
            ? list.EnumerateArray().Select(one => one.ValueKind == JsonValueKind.String ? one.GetString()! : throw Invalid(name, "must be lists of texts")).ToImmutableArray()
            : throw Invalid(name, $"must be lists of at most {mostOfEach} texts"))];
    }

    public JsonElement? Map(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } map => map,
        _ => throw Invalid(name, "must be an object"),
    };
}
