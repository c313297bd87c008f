using System.Collections.Immutable;
using System.Text.Json;

namespace Nms.Api.Events;

/// <summary>What a client says on the WebSocket. Parsing never throws on what a client sent.</summary>
internal abstract record ClientFrame
{
    private const int MostNames = 64;

    private static readonly string[] s_actionFields = ["action", "project_id", "node_id"];
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    public sealed record Subscribe(ImmutableArray<string> Subscriptions) : ClientFrame;

    public sealed record Unsubscribe(ImmutableArray<string> Subscriptions) : ClientFrame;

    public sealed record Heartbeat : ClientFrame;

    public sealed record RequestTopology : ClientFrame;

    public sealed record NodeAction(string Action, string ProjectId, string NodeId) : ClientFrame;

    /// <summary>Something that cannot be followed, and what to tell the client.</summary>
    public sealed record Wrong(string Code, string Message) : ClientFrame;

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
        "heartbeat" or "ping" => new Heartbeat(),
        "request_topology" => new RequestTopology(),
        "node_action" => ParseAction(frame),
        null => new Wrong("missing_fields", "A frame needs the field type, a text."),
        var type => new Wrong("unknown_type", $"Unknown frame type {Shown(type)}; there are subscribe, unsubscribe, heartbeat, request_topology and node_action."),
    };

    private static Wrong NoNames { get; } = new("missing_fields", "The field subscriptions must be a list of at most 64 names.");

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
