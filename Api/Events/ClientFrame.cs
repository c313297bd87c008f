using System.Collections.Immutable;
using System.Text.Json;
using Nms.Api.Errors;
using Nms.Api.Messaging;
using Nms.Events;
using Nms.Messaging;

namespace Nms.Api.Events;

/// <summary>What a client says on the WebSocket. Parsing never throws on what a client sent.</summary>
internal abstract record ClientFrame
{
    private const int MostNames = 64;

    private static readonly string[] s_actionFields = ["action", "project_id", "node_id"];
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    public sealed record Subscribe(ImmutableArray<string> Subscriptions) : ClientFrame;

    public sealed record Unsubscribe(ImmutableArray<string> Subscriptions) : ClientFrame;

    /// <summary>Replaces what narrows the subscriptions.</summary>
    public sealed record Filter(EventQuery Query) : ClientFrame;

    public sealed record Heartbeat : ClientFrame;

    /// <summary>The client has had everything up to a place for good.</summary>
    public sealed record Acknowledge(EventCursor Cursor) : ClientFrame;

    public sealed record RequestTopology : ClientFrame;

    public sealed record NodeAction(string Action, string ProjectId, string NodeId) : ClientFrame;

    /// <summary>What became of messages to the module that the socket is bound to: done, or not done.</summary>
    public sealed record Settle(ImmutableArray<Acknowledgement> Done, ImmutableArray<Rejection> Rejected) : ClientFrame;

    /// <summary>Something that cannot be followed, and what to tell the client.</summary>
    public sealed record Wrong(string Code, string Message) : ClientFrame;

    /// <summary>The same of a frame in CBOR.</summary>
    public static ClientFrame ParseBinary(ReadOnlyMemory<byte> cbor) => CborFrames.ToJson(cbor) is { } json
        ? Parse(json)
        : new Wrong("invalid_cbor", "The frame is not one CBOR map of texts, numbers, booleans, lists and maps.");

    public static ClientFrame Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, s_options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Parse(document.RootElement)
                : new Wrong("invalid_frame", "A frame must be a JSON object.");
        }
        catch (JsonException exception)
        {
            return new Wrong("invalid_json", $"The frame is not valid JSON (line {exception.LineNumber + 1}, position {exception.BytePositionInLine + 1}).");
        }
    }

    private static ClientFrame Parse(JsonElement frame) => Text(frame, "type") switch
    {
        "subscribe" => Names(frame) is { } names ? new Subscribe(names) : NoNames,
        "unsubscribe" => Names(frame) is { } names ? new Unsubscribe(names) : NoNames,
        "filter" => ParseFilter(frame),
        "ack" when frame.TryGetProperty("cursor", out _) => EventCursor.TryParse(Text(frame, "cursor"), out var cursor)
            ? new Acknowledge(cursor)
            : new Wrong("missing_fields", "An ack needs cursor, the cursor of the last frame that was dealt with."),
        "heartbeat" or "ping" => new Heartbeat(),
        "request_topology" => new RequestTopology(),
        "node_action" => ParseAction(frame),
        "ack" => SettleFrames.Acknowledge(frame),
        "nack" => SettleFrames.Reject(frame),
        null => new Wrong("missing_fields", "A frame needs the field type, a text."),
        var type => new Wrong("unknown_type", $"Unknown frame type {Shown(type)}; there are subscribe, unsubscribe, filter, ack, heartbeat, request_topology and node_action."),
    };

    private static Wrong NoNames { get; } = new("missing_fields", "The field subscriptions must be a list of at most 64 names.");

    private static ClientFrame ParseFilter(JsonElement frame)
    {
        var errors = new FieldErrors();
        var query = EventFilterReader.Read(name => List(frame, name), errors);
        return errors.Text is { } complaint ? new Wrong("invalid_filter", $"{complaint}.") : new Filter(query);
    }

    /// <summary>A text, or a list of texts; what is neither reads as one that no list may hold.</summary>
    private static string? List(JsonElement frame, string name) => !frame.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(entry => entry.ValueKind == JsonValueKind.String ? entry.GetString() : "?")),
        _ => "?",
    };

    private static ClientFrame ParseAction(JsonElement frame)
    {
        string[] missing = [.. s_actionFields.Where(name => string.IsNullOrWhiteSpace(Text(frame, name)))];
        if (missing.Length > 0)
        {
            return new Wrong("missing_fields", $"A node_action needs {string.Join(", ", missing)}.");
        }

        var action = Text(frame, "action")!;
        return action is "start" or "stop" or "restart" or "suspend" or "reload"
            ? new NodeAction(action, Text(frame, "project_id")!, Text(frame, "node_id")!)
            : new Wrong("unsupported_action", $"Unsupported action {Shown(action)}; there are start, stop, restart, suspend and reload.");
    }

    private static ImmutableArray<string>? Names(JsonElement frame) =>
        frame.TryGetProperty("subscriptions", out var names) && names.ValueKind == JsonValueKind.Array && names.GetArrayLength() <= MostNames
        && names.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String)
            ? [.. names.EnumerateArray().Select(name => Shown(name.GetString()!))]
            : null;

    private static string? Text(JsonElement frame, string name) =>
        frame.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Shown(string text) => text.Length <= 64 ? text : text[..64] + "…";
}
