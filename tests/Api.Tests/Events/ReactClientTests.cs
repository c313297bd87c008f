using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Events;

/// <summary>
/// The web client of the former hub as a script: a heartbeat every 30 seconds, five attempts to come back after 3, 6, 12, 24 and 30
/// seconds, none after a clean close, and the project read from event_data.data.project_id.
/// </summary>
public sealed class ReactClientTests : ApiTest
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task It_follows_for_an_hour_of_heartbeats_and_reads_the_project_of_each_event()
    {
        await using var client = new ReactClient(_clock, () => Host);
        var running = client.RunAsync();
        await client.Waiting();
        for (var minute = 0; minute < 60; minute++)
        {
            for (var half = 0; half < 2; half++)
            {
                _clock.Advance(TimeSpan.FromSeconds(30));
                Host.Time.Advance(TimeSpan.FromSeconds(30));
                Assert.Equal("beat", await client.Did());
            }
        }

        Host.Log.Append("project.opened", FakeModel.Campus);
        Assert.Equal($"project {FakeModel.Campus}", await client.Did());
        Assert.False(running.IsCompleted);
        await client.LeaveAsync();
        await running;
        Assert.Empty(client.Delays);
    }

    [Fact]
    public async Task When_the_server_goes_it_comes_back_later_and_later_and_gives_up_after_five_attempts()
    {
        await using var host = await ApiHost.StartAsync();
        var (there, attempts) = (true, 0);
        await using var client = new ReactClient(_clock, () => there || ++attempts < 0 ? host : null);
        var running = client.RunAsync();
        await client.Waiting();
        there = false;
        await host.StopAsync();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.StartsWith("wait", await client.Did(), StringComparison.Ordinal);
            _clock.Advance(TimeSpan.FromSeconds(30));
        }

        await running;

        Assert.Equal([3, 6, 12, 24, 30], client.Delays.Select(delay => delay.TotalSeconds));
        Assert.Equal(5, attempts);
    }

    [Fact]
    public async Task After_a_restart_it_is_served_again_as_if_it_were_new()
    {
        await using var first = await ApiHost.StartAsync();
        var host = first;
        await using var client = new ReactClient(_clock, () => host);
        var running = client.RunAsync();
        await client.Waiting();
        await using var second = await ApiHost.StartAsync();
        host = second;
        await first.StopAsync();
        Assert.Equal("wait 3", await client.Did());
        _clock.Advance(TimeSpan.FromSeconds(3));
        await client.Waiting();

        second.Log.Append("project.closed", FakeModel.Archive);

        Assert.Equal($"project {FakeModel.Archive}", await client.Did());
        await client.LeaveAsync();
        await running;
    }

    private sealed class ReactClient(FakeTimeProvider clock, Func<ApiHost?> server) : IAsyncDisposable
    {
        private readonly Channel<string> _did = Channel.CreateUnbounded<string>();
        private SocketClient? _socket;

        public List<TimeSpan> Delays { get; } = [];

        public async Task<string> Did() => await _did.Reader.ReadAsync(Cancelled).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Cancelled);

        public async Task Waiting() => Assert.Equal("subscribed", await Did());

        public async Task LeaveAsync() => await _socket!.CloseAsync();

        public async Task RunAsync()
        {
            var attempt = 0;
            while (true)
            {
                if (server() is { } host)
                {
                    attempt = 0;
                    if (await FollowAsync(host) == WebSocketCloseStatus.NormalClosure)
                    {
                        return;
                    }
                }

                if (attempt == 5)
                {
                    return;
                }

                var delay = TimeSpan.FromSeconds(Math.Min(30, 3 * Math.Pow(2, attempt++)));
                Delays.Add(delay);
                var wait = Task.Delay(delay, clock, Cancelled);
                _did.Writer.TryWrite($"wait {delay.TotalSeconds}");
                await wait;
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (_socket is not null)
            {
                await _socket.DisposeAsync();
            }
        }

        private async Task<WebSocketCloseStatus?> FollowAsync(ApiHost host)
        {
            _socket = await SocketClient.SubscribeAsync(host, "/ws/gns3/events/", "node_status", "topology_changes", "project_events");
            await using var heartbeat = clock.CreateTimer(
                _ => _ = _socket.SendAsync("""{"type":"heartbeat","timestamp":"2026-11-23T00:00:00Z"}"""), null, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));
            _did.Writer.TryWrite("subscribed");
            while (await _socket.TryReadAsync() is { } frame)
            {
                switch (frame["type"]!.GetValue<string>())
                {
                    case "gns3_event":
                        _did.Writer.TryWrite($"project {frame["event_data"]!["data"]!["project_id"]!.GetValue<string>()}");
                        break;
                    case "heartbeat_ack":
                        _did.Writer.TryWrite("beat");
                        break;
                }
            }

            return _socket.CloseStatus;
        }
    }
}
