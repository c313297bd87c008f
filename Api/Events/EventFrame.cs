using System.Buffers;
using System.Buffers.Binary;
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
    // Four numbers of at most 19 digits, three dots, the name and number of coalesced events, and the closing of the frame.
    private const int LongestCursor = (4 * 19) + 3;
    private const int LongestEnd = LongestCursor + 32;

    private const byte CborBreak = 0xff;
    private const byte CborText = 0x60;

    private readonly byte[] _shared;
    private readonly Lazy<byte[]> _binary;
    private readonly Lazy<string?> _entity;

    private EventFrame(EventEnvelope e, byte[] shared, DateTimeOffset now)
    {
        // What only some clients need is made when the first of them does.
        _binary = new(() => CborFrames.FromJson([.. shared, .. "\"}}"u8])[..^3]);
        _entity = new(() => EventEntity.Of(e));
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

    /// <summary>What the event is about; null when that is nothing in particular.</summary>
    public string? Entity => _entity.Value;

    public int LongestText => _shared.Length + LongestEnd;

    public int LongestBinary => _binary.Value.Length + LongestEnd;

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
            json.WriteRawValue(OneLine(e.DataJson), skipInputValidation: true);
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

    /// <summary>Writes the frame as JSON for a client whose cursor after it is <paramref name="cursor"/>; returns its length.</summary>
    public int WriteText(Span<byte> target, EventCursor cursor, int coalesced)
    {
        _shared.CopyTo(target);
        var length = _shared.Length + Write(target[_shared.Length..], cursor);
        if (coalesced > 0)
        {
            Utf8.TryWrite(target[length..], CultureInfo.InvariantCulture, $"\"}},\"coalesced\":{coalesced}}}", out var written);
            return length + written;
        }

        "\"}}"u8.CopyTo(target[length..]);
        return length + 3;
    }

    /// <summary>The same as CBOR.</summary>
    public int WriteBinary(Span<byte> target, EventCursor cursor, int coalesced)
    {
        var shared = _binary.Value;
        shared.CopyTo(target);
        Span<byte> text = stackalloc byte[LongestCursor];
        text = text[..Write(text, cursor)];
        var length = shared.Length;
        if (text.Length < 24)
        {
            target[length++] = (byte)(CborText + text.Length);
        }
        else
        {
            target[length++] = CborText + 24;
            target[length++] = (byte)text.Length;
        }

        text.CopyTo(target[length..]);
        length += text.Length;
        target[length++] = CborBreak;
        if (coalesced > 0)
        {
            target[length++] = CborText + 9;
            "coalesced"u8.CopyTo(target[length..]);
            length += 9;
            target[length++] = 0x1a;
            BinaryPrimitives.WriteInt32BigEndian(target[length..], coalesced);
            length += sizeof(int);
        }

        target[length++] = CborBreak;
        return length;
    }

    private static int Write(Span<byte> target, EventCursor cursor)
    {
        Utf8.TryWrite(target, CultureInfo.InvariantCulture, $"{cursor.Critical}.{cursor.High}.{cursor.Normal}.{cursor.Low}", out var written);
        return written;
    }

    // Between the tokens of JSON a line break means nothing, and in a server-sent event it would end the line.
    private static string OneLine(string json) => json.AsSpan().ContainsAny('\n', '\r') ? json.Replace('\n', ' ').Replace('\r', ' ') : json;

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
