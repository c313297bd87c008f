using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Nms.Events;

namespace Nms.Api.Events;

/// <summary>
/// One event as a WebSocket frame, serialised once and shared by every client. Only the cursor differs from client to
/// client, so it is the last member and put in when the frame is sent.
/// </summary>
internal sealed class EventFrame
{
    // Four numbers of at most 19 digits, three dots, and the closing of the frame.
    private const int LongestEnd = (4 * 19) + 3 + 3;

    private readonly byte[] _shared;

    private EventFrame(EventEnvelope e, byte[] shared, DateTimeOffset now)
    {
        OccurredAt = e.OccurredAt;
        MadeAt = now;
        TraceParent = e.TraceParent;
        Type = e.Type;
        Priority = e.Priority;
        Sequence = e.Sequence;
        _shared = shared;
    }

    public string Type { get; }

    public EventPriority Priority { get; }

    public long Sequence { get; }

    public DateTimeOffset OccurredAt { get; }

    /// <summary>When it was offered to clients.</summary>
    public DateTimeOffset MadeAt { get; }

    /// <summary>The recorded span that caused the event, or null.</summary>
    public string? TraceParent { get; }

    public int LongestLength => _shared.Length + LongestEnd;

    public static EventFrame Of(EventEnvelope e, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>(512 + e.DataJson.Length);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder, SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteString("type", "gns3_event");
            json.WriteString("timestamp", now);
            json.WriteStartObject("event_data");
            json.WriteString("event_id", e.EventId);
            json.WriteNumber("sequence", e.Sequence);
            json.WriteString("event_type", e.Type);
            json.WriteString("source", e.Source);
            WriteId(json, "project_id", e.ProjectId == Guid.Empty ? null : e.ProjectId);
            WriteId(json, "node_id", e.NodeId);
            json.WritePropertyName("data");
            json.WriteRawValue(e.DataJson, skipInputValidation: true);
            json.WriteString("timestamp", e.OccurredAt);
            json.WriteString("priority", e.Priority.ToWord());
            json.WriteString("delivery_status", "delivered");
            json.WriteNumber("retry_count", 0);
            json.WriteString("correlation_id", e.CorrelationId);
            json.WriteStartArray("target_modules");
            json.WriteEndArray();
            json.WriteString("cursor", "");
        }

        // Everything up to and including the quote that opens the cursor.
        return new EventFrame(e, buffer.WrittenSpan[..^1].ToArray(), now);
    }

    /// <summary>Writes the frame for a client whose cursor after it is <paramref name="cursor"/>; returns its length.</summary>
    public int Write(Span<byte> target, EventCursor cursor)
    {
        _shared.CopyTo(target);
        Utf8.TryWrite(
            target[_shared.Length..],
            CultureInfo.InvariantCulture,
            $"{cursor.Critical}.{cursor.High}.{cursor.Normal}.{cursor.Low}\"}}}}",
            out var written);
        return _shared.Length + written;
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
}
