using Microsoft.Extensions.Logging;
using Nms.Status;

namespace Nms.Gns3;

/// <summary>What the parts of one server's listener share.</summary>
internal sealed partial class Gns3WatchContext(
    Gns3Connection connection, IGrainFactory grains, QueueGauges queues, Gns3Options options, TimeProvider time, Func<double> jitter, ILogger logger) : IDisposable
{
    private long _unreadable;

    public Gns3Connection Connection => connection;

    public IGrainFactory Grains => grains;

    public QueueGauges Queues => queues;

    public Gns3Options Options => options;

    public TimeProvider Time => time;

    public Func<double> Jitter => jitter;

    public ILogger Logger => logger;

    public Gns3ProjectReader ProjectReader { get; } = new(grains);

    /// <summary>Bounds how many projects are read at the same time.</summary>
    public SemaphoreSlim ReadSlots { get; } = new(options.ReadParallelism);

    /// <summary>True while the server's own stream is heard.</summary>
    public bool IsConnected { get; set; }

    /// <summary>Called when a read shows that a project is gone.</summary>
    public required Action<Guid> Forget { get; init; }

    /// <summary>Known notifications whose content was not what GNS3 sends.</summary>
    public long Unreadable => Interlocked.Read(ref _unreadable);

    /// <summary>Translates a notification; one that cannot be read is counted and left out.</summary>
    public Gns3News Translate(Guid? stream, Gns3Notification notification)
    {
        var news = Gns3Translator.Translate(connection.Name, stream, notification);
        if (news is UnreadableNews)
        {
            Interlocked.Increment(ref _unreadable);
            LogUnreadable(logger, notification.Action, connection.Name);
        }

        return news;
    }

    public void Dispose() => ReadSlots.Dispose();

    [LoggerMessage(1030, LogLevel.Warning, "A {Action} of GNS3 server {Server} could not be read and was left out")]
    private static partial void LogUnreadable(ILogger logger, string action, string server);
}
