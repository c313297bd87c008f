using System.Net;
using Nms.Snmp;

namespace Nms.Traps;

/// <summary>
/// Recognises informs that come again because their answer was lost (RFC 3416 §4.2.7): the same sender repeats the same request. Not
/// thread-safe; bounded.
/// </summary>
internal sealed class InformMemory(TimeProvider time)
{
    /// <summary>Informs that are remembered; the oldest make room.</summary>
    public const int Most = 8_192;

    // Senders repeat within seconds; one that counts its requests anew in that time starts with another uptime.
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    private readonly HashSet<Key> _known = [];
    private readonly Queue<(Key Key, long At)> _order = new();

    /// <summary>Whether the notification is an inform that was taken already.</summary>
    public bool Knows(SnmpNotification notification)
    {
        while (_order.TryPeek(out var oldest) && (_order.Count > Most || time.GetElapsedTime(oldest.At) > s_window))
        {
            _known.Remove(_order.Dequeue().Key);
        }

        return notification.IsInform && _known.Contains(KeyOf(notification));
    }

    /// <summary>Remembers an inform that was taken; others are left out.</summary>
    public void Take(SnmpNotification notification)
    {
        if (notification.IsInform && _known.Add(KeyOf(notification)))
        {
            _order.Enqueue((KeyOf(notification), time.GetTimestamp()));
        }
    }

    private static Key KeyOf(SnmpNotification one) => new(one.Sender, one.Version, one.RequestId, one.Uptime, one.Kind.ToString());

    private readonly record struct Key(IPEndPoint Sender, SnmpVersion Version, int RequestId, uint Uptime, string Kind);
}
