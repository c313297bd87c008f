using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Nms.Gns3;

/// <summary>Reads answers that may hold anything.</summary>
internal static class Gns3Json
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads one object.</summary>
    /// <exception cref="JsonException">The answer is not one.</exception>
    public static T ReadObject<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
        => JsonSerializer.Deserialize(Text(json), type) ?? throw new JsonException("The answer is null.");

    /// <summary>
    /// Reads a list element by element, so that one element with a wrong type or a missing id is left out and counted
    /// instead of losing all the others.
    /// </summary>
    /// <exception cref="JsonException">The answer is not a JSON array.</exception>
    public static Gns3List<T> ReadList<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        json = Text(json);
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("The answer is not a list.");

        var elements = new List<T>();
        var skipped = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (TryReadObject(json[start..(int)reader.BytesConsumed], type) is { } element)
                elements.Add(element);
            else
                skipped++;
        }

        // A second value after the list, or text that ends inside it, is damage and not an element to skip.
        if (reader.TokenType != JsonTokenType.EndArray || reader.Read())
            throw new JsonException("The answer is not one complete list.");
        return new Gns3List<T>(elements, skipped);
    }

    /// <summary>Reads one object, or gives null when it is not one.</summary>
    public static T? TryReadObject<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith(ByteOrderMark))
            json = json[ByteOrderMark.Length..];
        return Utf8.IsValid(json) ? json : throw new JsonException("The answer is not UTF-8.");
    }
}
