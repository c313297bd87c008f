using Npgsql;
using StackExchange.Redis;

namespace Nms.Storage;

/// <summary>Asks the two servers of a cluster whether they are there, without leaving anything behind.</summary>
public static class ClusterServers
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <summary>Why a silo could not start now, or null. What may pass by itself, such as a server that starts, is transient.</summary>
    public static async Task<StorageException?> FindFailureAsync(string postgres, string redis, CancellationToken cancellationToken = default) =>
        (await FindFailuresAsync(postgres, redis, cancellationToken).ConfigureAwait(false)).OrderBy(failure => failure.IsTransient).FirstOrDefault();

    /// <summary>What is wrong with each of them.</summary>
    public static async Task<IReadOnlyList<StorageException>> FindFailuresAsync(string postgres, string redis, CancellationToken cancellationToken = default)
    {
        try
        {
            var failures = await Task.WhenAll(FindPostgresFailureAsync(postgres, cancellationToken), FindRedisFailureAsync(redis, cancellationToken)).ConfigureAwait(false);
            return [.. failures.OfType<StorageException>()];
        }
        catch (ArgumentException e)
        {
            return [new StorageException("storage_unavailable", $"A connection string cannot be read ({e.Message}); check ConnectionStrings:postgres and ConnectionStrings:redis.")];
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
        settings.ConnectRetry = 1;
        settings.ConnectTimeout = (int)s_patience.TotalMilliseconds;
        try
        {
            await using var connection = await ConnectionMultiplexer.ConnectAsync(settings).WaitAsync(s_patience, cancellationToken).ConfigureAwait(false);
            await connection.GetDatabase().PingAsync().WaitAsync(s_patience, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            var refused = e is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure };
            return new StorageException("storage_unavailable", $"Redis at {string.Join(", ", settings.EndPoints)} does not answer ({e.Message}); check ConnectionStrings:redis.")
            {
                IsTransient = !refused,
            };
        }
    }
}
