namespace Nms.Gns3;

/// <summary>
/// Reads the notifications of one GNS3 server. Thread-safe: any number of streams at one time.
/// </summary>
/// <remarks>
/// <para>
/// Each enumeration is one connection. It ends with a <see cref="Gns3ApiException"/> when the connection ends, whatever
/// the reason, and with <see cref="OperationCanceledException"/> when its token is cancelled; it never ends quietly.
/// Connecting again is the caller's business.
/// </para>
/// <para>
/// GNS3 repeats nothing that was said while nobody listened. The first notification, always a ping, is the proof that the
/// server has begun to listen to itself for this connection: state read after it misses nothing.
/// </para>
/// </remarks>
public interface IGns3NotificationReader
{
    /// <summary>What has been read so far.</summary>
    Gns3NotificationStatistics Statistics { get; }

    /// <summary>Reads what happens to projects, computes and templates.</summary>
    IAsyncEnumerable<Gns3Notification> ReadControllerAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads what happens inside one project. While this runs the caller is a listener of the project: when the last one
    /// leaves, the server closes a project with auto_close 5 seconds later.
    /// </summary>
    IAsyncEnumerable<Gns3Notification> ReadProjectAsync(Guid projectId, CancellationToken cancellationToken = default);
}
