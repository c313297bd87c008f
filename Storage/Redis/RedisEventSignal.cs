using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nms.Events;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Nms.Storage;

/// <summary>
/// Wakes the readers of every silo. A signal lost with a broken connection costs a reader its next look at most, so nothing
/// waits for Redis and nothing is repeated.
/// </summary>
internal sealed partial class RedisEventSignal : IEventSignal, IAsyncDisposable
{
    private readonly LocalEventSignal _local;
    private readonly ConfigurationOptions _settings;
    private readonly RedisChannel _channel;
    private readonly ILogger<RedisEventSignal> _logger;
    private volatile ConnectionMultiplexer? _redis;

    public RedisEventSignal(string redis, IOptions<ClusterOptions> cluster, TimeProvider time, ILogger<RedisEventSignal> logger)
    {
        _local = new LocalEventSignal(time);
        _settings = ConfigurationOptions.Parse(redis);
        // Concerns the first connection only: a silo that cannot reach Redis could not join its cluster either.
        _settings.AbortOnConnectFail = true;
        _channel = RedisChannel.Literal($"nms:{cluster.Value.ServiceId}:wake");
        _logger = logger;
    }

    /// <summary>Connects and listens; from then on, a connection that is lost is made again behind the scenes.</summary>
    public async Task StartAsync()
    {
        try
        {
            _redis = await ListenAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is RedisException or RedisTimeoutException)
        {
            throw new StorageException("storage_unavailable", $"Redis at {string.Join(", ", _settings.EndPoints)} does not answer ({e.Message}); check ConnectionStrings:redis.")
            {
                IsTransient = true,
            };
        }
    }

    public void Notify(EventPriority priority, long sequence)
    {
        _local.Notify(priority, sequence);
        if (_redis is { IsConnected: true } redis)
        {
            var message = string.Create(CultureInfo.InvariantCulture, $"{(int)priority} {sequence}");
            redis.GetSubscriber().Publish(_channel, message, CommandFlags.FireAndForget);
        }
    }

    public ValueTask WaitAsync(EventPriority priority, long after, TimeSpan atMost, CancellationToken cancellationToken = default) =>
        _local.WaitAsync(priority, after, atMost, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_redis is { } redis)
        {
            _redis = null;
            await redis.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<ConnectionMultiplexer> ListenAsync()
    {
        var redis = await ConnectionMultiplexer.ConnectAsync(_settings).ConfigureAwait(false);
        redis.ConnectionFailed += (_, e) => LogConnectionLost(e.ConnectionType, e.FailureType);
        redis.ConnectionRestored += (_, e) => LogConnectionRestored(e.ConnectionType);
        await redis.GetSubscriber().SubscribeAsync(_channel, (_, message) => Receive(message)).ConfigureAwait(false);
        return redis;
    }

    private void Receive(RedisValue message)
    {
        var text = message.ToString().AsSpan();
        var space = text.IndexOf(' ');
        if (space > 0
            && int.TryParse(text[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var priority)
            && priority is >= (int)EventPriority.Low and <= (int)EventPriority.Critical
            && long.TryParse(text[(space + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            _local.Notify((EventPriority)priority, sequence);
        }
        else
        {
            LogUnknownMessage(message.Length());
        }
    }

    [LoggerMessage(9106, LogLevel.Warning, "The {Connection} connection to Redis was lost ({Failure}); readers of the log look every second until it is back")]
    private partial void LogConnectionLost(ConnectionType connection, ConnectionFailureType failure);

    [LoggerMessage(9107, LogLevel.Information, "The {Connection} connection to Redis is back")]
    private partial void LogConnectionRestored(ConnectionType connection);

    [LoggerMessage(9108, LogLevel.Warning, "A wake-up message of {Length} bytes is not ours and was ignored")]
    private partial void LogUnknownMessage(long length);
}
