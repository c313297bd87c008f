using System.Collections.Immutable;
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

    public static byte[] Filtered(SubscriptionFilter filter, DateTimeOffset now) => Write(new
    {
        Type = "filter_confirmed",
        filter.Subscriptions,
        filter.Query.Types,
        Priority = filter.Query.MinimumPriority.ToWord(),
        ProjectId = filter.Query.Projects,
        NodeId = filter.Query.Nodes,
        Source = filter.Query.Sources,
        Timestamp = now,
    });

    /// <summary>What a client has missed for good.</summary>
    public static byte[] Gap(ImmutableArray<MissingEvents> missing, EventCursor cursor, DateTimeOffset now) => Write(new
    {
        Type = "gap",
        Reason = "expired",
        Missing = missing.Select(EventMapping.ToResponse),
        Message = "These events are no longer kept. Read the topology anew.",
        Cursor = cursor.ToString(),
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

    /// <summary>What a client let be left out when too much waited for it; the log still has it.</summary>
    public static byte[] LeftOut(MissingEvents leftOut, EventCursor cursor, DateTimeOffset now) => Write(new
    {
        Type = "gap",
        Reason = "overflow",
        Missing = new[] { EventMapping.ToResponse(leftOut) },
        Message = "These events waited for too long and were left out. GET /api/v1/events still has them.",
        Cursor = cursor.ToString(),
        Timestamp = now,
    });

    /// <summary>The good-bye of a way to follow events that has no close frame.</summary>
    public static byte[] Closed(int code, string reason, EventCursor cursor) => Write(new
    {
        Type = "closed",
        Code = code,
        Reason = reason,
        Cursor = cursor.ToString(),
    });

    /// <summary>The same for clients of the published addresses, which know no gap.</summary>
    public static byte[] EventsExpired(ImmutableArray<MissingEvents> missing, DateTimeOffset now) => Error(
        "events_expired",
        $"Some events are no longer kept: {string.Join(", ", missing.Select(part => $"{part.Priority.ToWord()} from {part.From} to {part.To}"))}. Read the topology anew.",
        now);

    public static byte[] CursorAhead(long head, DateTimeOffset now) => Error(
        "cursor_ahead", $"The cursor is ahead of the newest event, {head}; going on from there. Read the topology anew.", now);

    private static string Told(string message, IReadOnlyCollection<string> unknown) =>
        unknown.Count == 0 ? message : $"{message} Unknown and ignored: {string.Join(", ", unknown)}.";

    private static byte[] Write<T>(T frame) => JsonSerializer.SerializeToUtf8Bytes(frame, ApiJson.Options);
}
