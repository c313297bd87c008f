using System.Threading.Channels;
using Nms.Status;

namespace Nms.Gns3;

/// <summary>
/// Between a socket that must be read at once and a model that takes its time. Bounded: when it is full everything in it
/// is dropped and the fact is handed on, so that a loss becomes a full read and never silence.
/// </summary>
internal sealed class NotificationBuffer(int capacity, TimeProvider time)
{
    private const int LargestBatch = 100;

    private readonly Channel<(Gns3Notification Notification, long At)> _channel = Channel.CreateBounded<(Gns3Notification Notification, long At)>(
        new BoundedChannelOptions(capacity) { SingleWriter = true });

    private int _dropped;

    /// <summary>Puts one in; drops all when there is no room.</summary>
    public void Add(Gns3Notification notification)
    {
        if (_channel.Writer.TryWrite((notification, time.GetTimestamp())))
        {
            return;
        }

        var dropped = 1;
        while (_channel.Reader.TryRead(out _))
        {
            dropped++;
        }

        Interlocked.Add(ref _dropped, dropped);

        // Whoever waits for a batch is to learn of the loss though nothing may follow.
        _channel.Writer.TryWrite((notification, time.GetTimestamp()));
    }

    /// <summary>How many wait, and for how long the first of them.</summary>
    public QueueReading Read() =>
        new(_channel.Reader.Count, _channel.Reader.TryPeek(out var oldest) ? time.GetElapsedTime(oldest.At) : TimeSpan.Zero);

    /// <summary>No more will come.</summary>
    public void Complete() => _channel.Writer.TryComplete();

    /// <summary>
    /// Waits for notifications and takes what is there, up to 100. It does not wait for more: under load batches grow by
    /// themselves, and without load nothing is late.
    /// </summary>
    /// <returns>The batch and how many were dropped before it; null at the end.</returns>
    public async ValueTask<(IReadOnlyList<Gns3Notification> Batch, int Dropped)?> TakeAsync(CancellationToken cancellationToken)
    {
        if (!await _channel.Reader.WaitToReadAsync(cancellationToken))
        {
            return null;
        }

        var batch = new List<Gns3Notification>();
        while (batch.Count < LargestBatch && _channel.Reader.TryRead(out var heard))
        {
            batch.Add(heard.Notification);
        }

        return (batch, Interlocked.Exchange(ref _dropped, 0));
    }
}
