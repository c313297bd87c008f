using Npgsql;
using StackExchange.Redis;

namespace Nms.Storage;

/// <summary>Asks the two servers of a cluster whether they are there, without leaving anything behind.</summary>
public static class ClusterServers
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <summary>Why a silo could not start now, or null. What may pass by itself, such as a server that starts, is transient.</summary>
    public static async Task<StorageException?> FindFailureAsync(string postgres, string redis, CancellationToken cancellationToken = default)
    {
        try
        {
            return await FindPostgresFailureAsync(postgres, cancellationToken).ConfigureAwait(false)
                ?? await FindRedisFailureAsync(redis, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            return new StorageException("storage_unavailable", $"A connection string cannot be read ({e.Message}); check ConnectionStrings:postgres and ConnectionStrings:redis.");
        }
    }

    private static async Task<StorageException?> FindPostgresFailureAsync(string postgres, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(postgres) { Timeout = (int)s_patience.TotalSeconds, Pooling = false };
        try
        {
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (NpgsqlException e)
        {
            return PostgresErrors.Translate(e, $"'{settings.Database}' on {settings.Host}:{settings.Port}");
        }
    }

    private static async Task<StorageException?> FindRedisFailureAsync(string redis, CancellationToken cancellationToken)
    {
        var settings = ConfigurationOptions.Parse(redis);
        settings.AbortOnConnectFail = true;
        settings.ConnectTimeout = (int)s_patience.TotalMilliseconds;
        try
        {
            await using var connection = await ConnectionMultiplexer.ConnectAsync(settings).WaitAsync(cancellationToken).ConfigureAwait(false);
            await connection.GetDatabase().PingAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is RedisException or RedisTimeoutException)
        {
            var refused = e is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure };
            return new StorageException("storage_unavailable", $"Redis at {string.Join(", ", settings.EndPoints)} does not answer ({e.Message}); check ConnectionStrings:redis.")
            {
                IsTransient = !refused,
            };
        }
    }
}
