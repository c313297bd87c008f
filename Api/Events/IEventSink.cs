using System.Net.WebSockets;
using Nms.Events;

namespace Nms.Api.Events;

/// <summary>Where one client's frames go. One caller at a time.</summary>
internal interface IEventSink
{
    /// <summary>Adds an event to what leaves with the next flush.</summary>
    /// <param name="frame">The event.</param>
    /// <param name="cursor">The client's place in the feed after it.</param>
    /// <param name="coalesced">How many older events of the same entity it stands for.</param>
    ValueTask AddAsync(EventFrame frame, EventCursor cursor, int coalesced);

    /// <summary>Adds another frame, a JSON text.</summary>
    ValueTask AddAsync(byte[] json, EventCursor cursor);

    /// <summary>Lets something leave that keeps an idle connection from looking dead, where the transport does not do so itself.</summary>
    ValueTask BeatAsync(CancellationToken cancellationToken);

    /// <summary>Sends what was added, together.</summary>
    ValueTask FlushAsync(CancellationToken cancellationToken);

    /// <summary>Says good-bye.</summary>
    ValueTask CloseAsync(WebSocketCloseStatus status, string reason, EventCursor cursor, CancellationToken cancellationToken);

    /// <summary>Ends the connection without ceremony.</summary>
    void Abort();
}
