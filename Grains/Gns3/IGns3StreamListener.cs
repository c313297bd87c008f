namespace Nms.Gns3;

/// <summary>What is done with one notification stream.</summary>
internal interface IGns3StreamListener
{
    /// <summary>Opens the stream.</summary>
    IAsyncEnumerable<Gns3Notification> Open(CancellationToken cancellationToken);

    /// <summary>The server has begun to talk: what is read from now on misses nothing.</summary>
    Task ConnectedAsync(Gns3NotificationTransport transport, CancellationToken cancellationToken);

    /// <summary>Takes notifications. Called again with the same ones when it throws.</summary>
    Task HeardAsync(IReadOnlyList<Gns3Notification> notifications, CancellationToken cancellationToken);

    /// <summary>Notifications were lost here.</summary>
    void Missed(int count);

    /// <summary>The stream is down for longer than a blip. Called once an outage.</summary>
    Task DownAsync(string reason, CancellationToken cancellationToken);
}
