using System.Collections.Immutable;
using System.Net.WebSockets;
using Nms.Events;
using Nms.Status;

namespace Nms.Api.Events;

/// <summary>Tells the cluster of the clients of this silo.</summary>
internal sealed class EventGatewayReport(EventGateway gateway, IPlatformStatistics statistics) : IEventGatewayReport
{
    public SiloEvents Read()
    {
        var counters = statistics.Read();
        return new SiloEvents
        {
            StartedAt = counters.StartedAt,
            Published = counters.EventsPublished,
            Delivered = counters.EventsDelivered,
            Dropped = gateway.Dropped,
            Resumed = gateway.Resumed,
            LastEventAt = counters.LastEventAt,
            PerMinute = counters.EventsPerMinute,
            AppendMilliseconds = counters.AverageLatencyMs * counters.EventsPublished,
            ByType = counters.EventsByType.ToImmutableDictionary(),
            ByPriority = counters.EventsByPriority.ToImmutableDictionary(),
            Queued = gateway.Queued().ToImmutableDictionary(),
            Connections = gateway.Connections,
            IsRunning = gateway.IsRunning,
            Latency = gateway.Meters.Latency.Read(),
        };
    }

    public ImmutableArray<EventClient> List() => [.. gateway.All.Select(Describe).OfType<EventClient>()];

    public bool Close(Guid connectionId, string? principalId)
    {
        if (gateway.Find(connectionId) is not { } connection || (principalId is not null && connection.SignedIn?.Principal.Id != principalId))
        {
            return false;
        }

        connection.CloseBecause(WebSocketCloseStatus.PolicyViolation, "closed by request");
        return true;
    }

    /// <summary>Null for a client that is let in no more and about to be gone.</summary>
    private static EventClient? Describe(EventConnection connection)
    {
        if (connection.SignedIn?.Principal is not { } principal)
        {
            return null;
        }

        var (filter, (coalesced, leftOut)) = (connection.Filter, connection.Spared);
        return new EventClient
        {
            ConnectionId = connection.Id,
            PrincipalId = principal.Id,
            PrincipalName = principal.Name,
            Address = connection.Origin.Address,
            UserAgent = connection.Origin.UserAgent,
            Path = connection.Origin.Path,
            Transport = connection.Origin.Transport,
            ConnectedAt = connection.ConnectedAt,
            LastHeartbeat = connection.Life.LastHeartbeat,
            Subscriptions = [.. filter.Subscriptions],
            Query = filter.Query,
            Cursor = connection.Cursor,
            Acknowledged = connection.Acknowledged,
            Sent = connection.Sent,
            Queued = connection.Waiting.Count,
            Coalesced = coalesced,
            LeftOut = leftOut,
        };
    }
}
