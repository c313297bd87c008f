using System.Text.Json;
using Nms.Contracts.Events;

namespace Nms.Client.Events;

/// <summary>What the server says: an event, a gap, or only how far the feed is.</summary>
internal sealed record EventFrame(EventMessage? Event, EventGap? Gap, string? Cursor)
{
    private static readonly EventFrame s_nothing = new(null, null, null);

    /// <exception cref="JsonException">It is no frame.</exception>
    public static EventFrame Parse(ReadOnlyMemory<byte> text)
    {
        using var document = JsonDocument.Parse(text);
        var frame = document.RootElement;
        return Text(frame, "type") switch
        {
            "gns3_event" => new EventFrame(frame.GetProperty("event_data").Deserialize<EventMessage>(ClientJson.Options), null, null),
            "connection_established" or "heartbeat_ack" => new EventFrame(null, null, Text(frame, "cursor")),
            "gap" => new EventFrame(null, new EventGap(Text(frame, "reason") ?? "expired", Text(frame, "message") ?? "Events are no longer kept.", Missing(frame)), null),
            "error" when Text(frame, "code") is "cursor_ahead" => new EventFrame(null, new EventGap("cursor_ahead", Text(frame, "message") ?? "", []), null),
            _ => s_nothing,
        };
    }

    private static IReadOnlyList<MissingEventsResponse> Missing(JsonElement frame) =>
        frame.GetProperty("missing").Deserialize<IReadOnlyList<MissingEventsResponse>>(ClientJson.Options) ?? [];

    private static string? Text(JsonElement frame, string member) =>
        frame.ValueKind == JsonValueKind.Object && frame.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
