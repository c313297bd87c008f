namespace Nms.Gns3;

/// <summary>One connection on which messages arrive. Read by one reader.</summary>
internal abstract class NotificationConnection : IAsyncDisposable
{
    public abstract Gns3NotificationTransport Transport { get; }

    /// <summary>Reads the next complete message; what it gives is valid until the next call.</summary>
    /// <exception cref="Gns3ApiException">The connection has ended, or the message is too large.</exception>
    public abstract ValueTask<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
