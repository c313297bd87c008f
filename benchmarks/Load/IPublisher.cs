using Nms.Events;

namespace Nms.Load;

/// <summary>Has a server send events to everybody who follows it.</summary>
internal interface IPublisher : IAsyncDisposable
{
    /// <summary>Publishes, and returns when the server has accepted everything.</summary>
    Task PublishAsync(int count, int batch, TimeSpan gap, int bytes, EventPriority priority, CancellationToken cancellationToken);
}
