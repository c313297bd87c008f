using System.Text.Json;
using Nms.Events;

namespace Nms.Api.Events;

/// <summary>What the server says on the WebSocket beside events.</summary>
internal static class ServerFrames
{
    public static byte[] Welcome(Guid connectionId, string message, IEnumerable<string> subscriptions, EventCursor cursor, DateTimeOffset now) => Write(new
    {
        Type = "connection_established",
        ConnectionId = connectionId,
        Message = message,
        AvailableSubscriptions = EventCatalog.Subscriptions,
        Subscriptions = subscriptions,
        Cursor = cursor.ToString(),
        Timestamp = now,
    });

    public static byte[] Subscribed(SubscriptionFilter filter, IReadOnlyCollection<string> unknown, DateTimeOffset now) => Write(new
    {
        Type = "subscription_confirmed",
        filter.Subscriptions,
        Message = Told($"Subscribed to {filter.Subscriptions.Count} of {EventCatalog.Subscriptions.Length} subscriptions.", unknown),
        Timestamp = now,
    });

    public static byte[] Unsubscribed(SubscriptionFilter filter, IReadOnlyCollection<string> unknown, DateTimeOffset now) => Write(new
    {
        Type = "unsubscription_confirmed",
        RemainingSubscriptions = filter.Subscriptions,
        Message = Told($"{filter.Subscriptions.Count} subscriptions remain.", unknown),
        Timestamp = now,
    });

    public static byte[] HeartbeatAck(EventCursor cursor, DateTimeOffset now) => Write(new
    {
        Type = "heartbeat_ack",
        ServerTime = now,
        Cursor = cursor.ToString(),
    });

    public static byte[] Topology<T>(T data, DateTimeOffset now) => Write(new
    {
        Type = "topology_response",
        Data = data,
        Timestamp = now,
    });

    public static byte[] NodeActionDone<T>(string action, string projectId, string nodeId, T result, DateTimeOffset now) => Write(new
    {
        Type = "node_action_result",
        Action = action,
        ProjectId = projectId,
        NodeId = nodeId,
        Result = result,
        Timestamp = now,
    });

    public static byte[] Error(string code, string message, DateTimeOffset now) => Write(new
    {
        Type = "error",
        Message = message,
        Code = code,
        Timestamp = now,
    });

    public static byte[] EventsExpired(long after, long oldest, DateTimeOffset now) => Error(
        "events_expired", $"Events {after + 1} to {oldest - 1} are no longer kept; going on from {oldest}. Read the topology anew.", now);

    public static byte[] CursorAhead(long head, DateTimeOffset now) => Error(
        "cursor_ahead", $"The cursor is ahead of the newest event, {head}; going on from there. Read the topology anew.", now);

    private static string Told(string message, IReadOnlyCollection<string> unknown) =>
        unknown.Count == 0 ? message : $"{message} Unknown and ignored: {string.Join(", ", unknown)}.";

    private static byte[] Write<T>(T frame) => JsonSerializer.SerializeToUtf8Bytes(frame, ApiJson.Options);
}
