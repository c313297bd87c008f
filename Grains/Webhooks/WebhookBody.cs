using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Nms.Events;

namespace Nms.Webhooks;

/// <summary>Writes what is sent: type, timestamp and data, where the data of an event is what sockets show of it. Pure.</summary>
internal static class WebhookBody
{
    // As the API writes: the body is never part of a page.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>An event of the log.</summary>
    public static byte[] Of(EventEnvelope e) => Write(e.Type, e.OccurredAt, json =>
    {
        json.WriteStartObject();
        json.WriteString("event_id", e.EventId);
        json.WriteNumber("sequence", e.Sequence);
        json.WriteString("event_type", e.Type);
        json.WriteString("source", e.Source);
        WriteId(json, "project_id", e.ProjectId == Guid.Empty ? null : e.ProjectId);
        WriteId(json, "node_id", e.NodeId);
        json.WritePropertyName("data");
        json.WriteRawValue(e.DataJson, skipInputValidation: true);
        json.WriteString("timestamp", e.OccurredAt);
        json.WriteString("priority", Word(e.Priority));
        json.WriteString("delivery_status", "delivered");
        json.WriteNumber("retry_count", 0);
        json.WriteString("correlation_id", e.CorrelationId);
        json.WriteStartArray("target_modules");
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>A message that is not in the log.</summary>
    public static byte[] Of(string type, DateTimeOffset at, string dataJson) => Write(type, at, json => json.WriteRawValue(dataJson, skipInputValidation: true));

    /// <summary>The data of webhook.gap: what is no longer kept and was not delivered.</summary>
    public static string Gap(IEnumerable<MissingEvents> missing) => EventData.Write(json =>
    {
        json.WriteStartArray("missing");
        foreach (var part in missing)
        {
            json.WriteStartObject();
            json.WriteString("priority", Word(part.Priority));
            json.WriteNumber("from", part.From);
            json.WriteNumber("to", part.To);
            json.WriteString("newest_at", part.NewestAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static byte[] Write(string type, DateTimeOffset at, Action<Utf8JsonWriter> data)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("timestamp", at);
            json.WritePropertyName("data");
            data(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteId(Utf8JsonWriter json, string name, Guid? id)
    {
        if (id is { } known)
        {
            json.WriteString(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Word(EventPriority priority) => priority switch
    {
        EventPriority.Critical => "critical",
        EventPriority.High => "high",
        EventPriority.Low => "low",
        _ => "normal",
    };
}
