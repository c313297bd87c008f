using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Load;

/// <summary>Something that takes events and returns when they are on disk.</summary>
internal interface IAppender : IAsyncDisposable
{
    Task AppendAsync(ImmutableArray<EventEnvelope> events, CancellationToken cancellationToken);
}

/// <summary>The platform's own log.</summary>
internal sealed class OurAppender(IEventLog log, IAsyncDisposable database) : IAppender
{
    public Task AppendAsync(ImmutableArray<EventEnvelope> events, CancellationToken cancellationToken) =>
        log.AppendAsync(events, cancellationToken);

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
