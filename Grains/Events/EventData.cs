using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Nms.Events;

/// <summary>Writes an event's data: one flat JSON object in snake_case.</summary>
internal static class EventData
{
    /// <summary>Writes an object through a callback.</summary>
    public static string Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes at most <paramref name="limit"/> ids of a list, which may be as long as a project.</summary>
    public static void WriteIds(Utf8JsonWriter writer, string name, ImmutableArray<Guid> ids, int limit)
    {
        writer.WriteStartArray(name);
        foreach (var id in ids.AsSpan()[..Math.Min(ids.Length, limit)])
        {
            writer.WriteStringValue(id);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a list of words.</summary>
    public static void WriteWords(Utf8JsonWriter writer, string name, IEnumerable<string> words)
    {
        writer.WriteStartArray(name);
        foreach (var word in words)
        {
            writer.WriteStringValue(word);
        }

        writer.WriteEndArray();
    }
}
