using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Nms.Contracts.Events;

namespace Nms.Client.Events;

/// <summary>The event log and the live feed.</summary>
public sealed class EventsClient
{
    private readonly ApiConnection _connection;
    private readonly NmsClientOptions _options;
    private readonly ILogger _logger;

    internal EventsClient(ApiConnection connection, NmsClientOptions options, ILoggerFactory? loggers)
    {
        _connection = connection;
        _options = options;
        _logger = loggers?.CreateLogger("Nms.Client.Events") ?? NullLogger.Instance;
    }

    /// <summary>Reads the event log behind a cursor or a sequence number, by the page; go on behind <see cref="EventPageResponse.Cursor"/>. With a wait of at most a minute an empty page is held back until something comes.</summary>
    public Task<EventPageResponse> ReadAsync(string? after = null, int? limit = null, EventFilter? filter = null, TimeSpan? wait = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<EventPageResponse>(
            (filter ?? EventFilter.Everything).AddTo(new Route("events").With("after", after).With("limit", limit).With("wait", wait is { } time ? FormattableString.Invariant($"{time.TotalSeconds}s") : null)),
            cancellationToken);

    /// <summary>Events and clients of the whole cluster in figures.</summary>
    public Task<EventStatisticsResponse> GetStatisticsAsync(CancellationToken cancellationToken = default) =>
        _connection.GetAsync<EventStatisticsResponse>(new Route("events/stats"), cancellationToken);

    /// <summary>Who follows events now: all of them for an administrator, one's own otherwise.</summary>
    public Task<EventConnectionListResponse> ListConnectionsAsync(CancellationToken cancellationToken = default) =>
        _connection.GetAsync<EventConnectionListResponse>(new Route("events/connections"), cancellationToken);

    /// <summary>Closes a connection; its client may come back.</summary>
    public Task CloseConnectionAsync(Guid connectionId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync(HttpMethod.Delete, Route.To($"events/connections/{connectionId}"), null, cancellationToken);

    /// <summary>
    /// Every event that the filter wants and the caller may see, as it happens, until cancelled. A connection that is lost is
    /// opened again and goes on behind the last event that was taken: none is missed and none comes twice. Inside a priority
    /// events come in the order of the log; a more urgent one may overtake.
    /// </summary>
    /// <remarks>
    /// Events are read from the connection as the caller takes them. A caller that wants to go on where it was after its own
    /// restart keeps <see cref="EventMessage.Cursor"/> of the last event it has dealt with and passes it as <see cref="EventStreamOptions.After"/>.
    /// </remarks>
    /// <exception cref="NmsApiException">The platform refuses the caller, at the beginning or later.</exception>
    /// <exception cref="EventGapException">Events are missing, and <see cref="EventStreamOptions.OnGap"/> is not set.</exception>
    /// <exception cref="HttpRequestException">The first connection could not be made. Later ones are tried until cancelled.</exception>
    public IAsyncEnumerable<EventMessage> FollowAsync(EventStreamOptions? options = null, CancellationToken cancellationToken = default) =>
        new EventStream(_connection, _options, options ?? new EventStreamOptions(), _logger).ReadAsync(cancellationToken);
}
