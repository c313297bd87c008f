using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Nms.Contracts.Events;

namespace Nms.Client.Events;

/// <summary>One caller's way through the feed: it knows the place, and opens connection after connection from there.</summary>
internal sealed partial class EventStream(ApiConnection connection, NmsClientOptions client, EventStreamOptions options, ILogger logger)
{
    private string? _place = options.After;
    private int _failures;
    private bool _wasConnected;

    public async IAsyncEnumerable<EventMessage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var socket = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            while (await socket.ReceiveAsync(cancellationToken).ConfigureAwait(false) is { } frame)
            {
                _failures = 0;
                if (frame.Gap is { } gap)
                {
                    await TellAsync(gap, cancellationToken).ConfigureAwait(false);
                }
                else if (frame.Event is { } happened)
                {
                    yield return happened;

                    // Only now has the caller taken it.
                    _place = happened.Cursor ?? _place;
                }
                else
                {
                    _place = frame.Cursor ?? _place;
                }
            }

            LogLost(_place, socket.Reason);
        }
    }

    private ValueTask TellAsync(EventGap gap, CancellationToken cancellationToken) =>
        options.OnGap is { } told ? told(gap, cancellationToken) : throw new EventGapException(gap, _place);

    private async Task<EventSocket> ConnectAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_failures > 0)
            {
                await Task.Delay(ReconnectPause.Before(_failures, options, Random.Shared.NextDouble()), client.Time, cancellationToken).ConfigureAwait(false);
            }

            _failures++;
            try
            {
                var route = options.Filter.AddTo(new Route("events/ws").With("after", _place));
                var socket = await EventSocket.OpenAsync(connection, route, options, client.Time, cancellationToken).ConfigureAwait(false);
                _wasConnected = true;
                return socket;
            }
            catch (Exception failure) when (MayComeBack(failure) && (_wasConnected || _failures <= client.Retries))
            {
                LogNotConnected(failure, _failures);
            }
        }
    }

    private static bool MayComeBack(Exception failure) => failure switch
    {
        NmsApiException refused => (int)refused.Status is 408 or 429 or >= 500,
        HttpRequestException or IOException or TimeoutException => true,
        _ => false,
    };

    [LoggerMessage(7801, LogLevel.Information, "The connection of the event stream was lost at {Place}: {Reason}")]
    private partial void LogLost(string? place, string? reason);

    [LoggerMessage(7802, LogLevel.Warning, "The event stream could not be connected, attempt {Attempt}")]
    private partial void LogNotConnected(Exception failure, int attempt);
}
