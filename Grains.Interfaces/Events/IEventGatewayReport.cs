using System.Collections.Immutable;

namespace Nms.Events;

/// <summary>What the HTTP and WebSocket edge of this silo tells of those who follow events. In process; the edge brings it.</summary>
public interface IEventGatewayReport
{
    /// <summary>What this silo counts.</summary>
    SiloEvents Read();

    /// <summary>Who follows here.</summary>
    ImmutableArray<EventClient> List();

    /// <summary>Ends a connection; false when it is not of this silo.</summary>
    /// <param name="connectionId">Which one.</param>
    /// <param name="principalId">Only when it is this principal's; null for anybody's.</param>
    bool Close(Guid connectionId, string? principalId);
}
