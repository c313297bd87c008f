using StackExchange.Redis;

namespace Nms.Load;

/// <summary>A durable queue as one builds it on Redis: a stream with a consumer group.</summary>
internal static class RedisQueue
{
    private const int AtOnce = 500;
    private const string Group = "receivers";

    public static async Task PassAsync(int port, string stream, int count, int senders, int bytes, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(FormattableString.Invariant($"127.0.0.1:{port}"));
        var database = connection.GetDatabase();
        await database.StreamCreateConsumerGroupAsync(stream, Group, "0-0");
        var receiving = ReceiveAsync(database, stream, count, cancellationToken);
        var (next, body) = (-1, new string('x', bytes));
        await Task.WhenAll(Enumerable.Range(0, senders).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) < count)
            {
                await database.StreamAddAsync(stream, "body", body);
            }
        }));
        await receiving;
    }

    private static async Task ReceiveAsync(IDatabase database, string stream, int count, CancellationToken cancellationToken)
    {
        for (var done = 0; done < count;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var entries = await database.StreamReadGroupAsync(stream, Group, "one", ">", AtOnce);
            if (entries.Length > 0)
            {
                await database.StreamAcknowledgeAsync(stream, Group, [.. entries.Select(entry => entry.Id)]);
                done += entries.Length;
            }
        }
    }
}
