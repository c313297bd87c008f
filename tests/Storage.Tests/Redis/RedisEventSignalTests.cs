using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Nms.Events;
using Nms.Testing.Servers;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Nms.Storage.Tests;

public sealed class RedisEventSignalTests : IAsyncLifetime
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    private readonly RedisServer _server = new();
    private readonly List<RedisEventSignal> _signals = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(_server.SkipReason is not null, _server.SkipReason ?? "");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var signal in _signals)
        {
            await signal.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_signal_wakes_the_readers_of_every_silo()
    {
        var (one, other) = (await StartAsync("a"), await StartAsync("a"));
        var local = one.WaitAsync(EventPriority.Critical, 41, s_deadline, Cancellation).AsTask();
        var remote = other.WaitAsync(EventPriority.Critical, 41, s_deadline, Cancellation).AsTask();

        one.Notify(EventPriority.Critical, 42);

        await Task.WhenAll(local, remote).WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public async Task Services_on_one_redis_do_not_wake_each_other()
    {
        var (one, same, foreign) = (await StartAsync("a"), await StartAsync("a"), await StartAsync("b"));
        var unaffected = foreign.WaitAsync(EventPriority.High, 0, s_deadline, Cancellation).AsTask();

        one.Notify(EventPriority.High, 1);
        await same.WaitAsync(EventPriority.High, 0, s_deadline, Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancellation);

        Assert.False(unaffected.IsCompleted);
        foreign.Notify(EventPriority.High, 1);
        await unaffected;
    }

    [Fact]
    public async Task A_message_that_is_not_ours_is_ignored()
    {
        var signal = await StartAsync("a");
        await using var redis = await ConnectionMultiplexer.ConnectAsync(await _server.GetConnectionStringAsync());
        var channel = RedisChannel.Literal("nms:a:wake");

        foreach (var text in new[] { "", " ", "hello", "3", "3 x", "9 1", "0 1", "-1 1", "3 99999999999999999999", new string('x', 10_000) })
        {
            await redis.GetSubscriber().PublishAsync(channel, text);
        }

        await redis.GetSubscriber().PublishAsync(channel, "3 5");
        await signal.WaitAsync(EventPriority.High, 4, s_deadline, Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public async Task Without_redis_this_process_is_still_woken_and_with_it_again_the_others_are()
    {
        var (one, other) = (await StartAsync("a"), await StartAsync("a"));
        await _server.StopAsync();

        one.Notify(EventPriority.Low, 1);
        await one.WaitAsync(EventPriority.Low, 0, s_deadline, Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancellation);

        await _server.RestartAsync();
        var remote = other.WaitAsync(EventPriority.Low, 1, s_deadline, Cancellation).AsTask();
        for (var sequence = 2; !remote.IsCompleted; sequence++)
        {
            one.Notify(EventPriority.Low, sequence);
            await Task.WhenAny(remote, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation));
        }

        await remote;
    }

    [Fact]
    public async Task A_redis_that_does_not_answer_at_the_start_is_said_in_a_sentence()
    {
        var nowhere = $"127.0.0.1:{ServerProcess.FreePort()}";

        var error = await Assert.ThrowsAsync<StorageException>(() => StartAsync("a", $"{nowhere},connectTimeout=200,connectRetry=1"));

        Assert.Equal("storage_unavailable", error.Code);
        Assert.Contains(nowhere, error.Message, StringComparison.Ordinal);
    }

    private async Task<RedisEventSignal> StartAsync(string serviceId, string? server = null)
    {
        var signal = new RedisEventSignal(
            server ?? await _server.GetConnectionStringAsync(),
            Options.Create(new ClusterOptions { ServiceId = serviceId, ClusterId = serviceId }),
            TimeProvider.System,
            NullLogger<RedisEventSignal>.Instance);
        _signals.Add(signal);
        await signal.StartAsync();
        return signal;
    }
}
