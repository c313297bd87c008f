using System.Text;
using Microsoft.Extensions.Time.Testing;
using Nms.Gns3;
using Nms.Protocols.Gns3.Tests.Recordings;
using Nms.Protocols.Gns3.Tests.Scripted;

namespace Nms.Protocols.Gns3.Tests;

public sealed class Gns3NotificationReaderTests
{
    private const string Ping = """{"action": "ping", "event": {"cpu_usage_percent": 2.8, "memory_usage_percent": 1.8}}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Gns3NotificationTransport.WebSocket)]
    [InlineData(Gns3NotificationTransport.Http)]
    public async Task The_recorded_streams_are_read_whole_and_in_order(Gns3NotificationTransport transport)
    {
        var messages = Recording.Notifications.Select(recorded => recorded.Message).ToArray();
        await using var server = Speaking(transport, async say =>
        {
            foreach (var message in messages)
                await say(message);
        });
        using var reader = Reader(server.Url);

        var (read, failure) = await ReadToEndAsync(reader.ReadControllerAsync(Cancelled));

        Assert.Equal(messages.Length, read.Count);
        Assert.All(read.Zip(messages), pair => Assert.Contains($"\"{pair.First.Action}\"", pair.Second, StringComparison.Ordinal));
        Assert.All(read, notification => Assert.Equal(transport, notification.Transport));
        Assert.Equal(Gns3FailureKind.Unreachable, failure.Kind);
        Assert.Equal(new Gns3NotificationStatistics(1, transport is Gns3NotificationTransport.Http ? 1 : 0, messages.Length, 0), reader.Statistics);
    }

    [Fact]
    public async Task Each_stream_has_its_path_and_the_credentials()
    {
        await using var server = Speaking(Gns3NotificationTransport.WebSocket, say => say(Ping));
        using var reader = Reader(server.Url, options => options with { User = "admin", Password = "secret" });

        await ReadToEndAsync(reader.ReadControllerAsync(Cancelled));
        await ReadToEndAsync(reader.ReadProjectAsync(new Guid("f28d34d3-26a1-4b03-8249-e265e41d5f11"), Cancelled));

        Assert.Equal(
            ["/v2/notifications/ws", "/v2/projects/f28d34d3-26a1-4b03-8249-e265e41d5f11/notifications/ws"],
            server.Requests.Select(request => request.Path));
        Assert.All(server.Requests, request => Assert.Equal("Basic YWRtaW46c2VjcmV0", request.Headers["Authorization"]));
    }

    [Fact]
    public async Task The_first_ping_is_handed_out_as_soon_as_it_is_there()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.AcceptWebSocketAsync((await connection.ReadRequestAsync())!);
            await connection.WriteTextFrameAsync(Ping);
            await connection.StaySilentAsync();
        });
        using var reader = Reader(server.Url);
        await using var stream = reader.ReadControllerAsync(Cancelled).GetAsyncEnumerator(Cancelled);

        Assert.True(await stream.MoveNextAsync());

        Assert.Equal(Gns3Actions.Ping, stream.Current.Action);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(426)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(502)]
    public async Task A_refused_upgrade_falls_back_to_the_http_stream(int status)
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                if (request.IsWebSocket)
                {
                    await connection.AnswerAsync(new ScriptedAnswer(status, "no"));
                    continue;
                }

                await connection.BeginChunkedAsync();
                await connection.WriteChunkAsync(Ping + "\n");
                return;
            }
        });
        using var reader = Reader(server.Url);

        var (read, _) = await ReadToEndAsync(reader.ReadControllerAsync(Cancelled));

        Assert.Equal(Gns3NotificationTransport.Http, Assert.Single(read).Transport);
        Assert.Equal(["/v2/notifications/ws", "/v2/notifications"], server.Requests.Select(request => request.Path));
    }

    [Theory]
    [InlineData(404, """{"message": "Project ID x doesn't exist", "status": 404}""", Gns3FailureKind.NotFound)]
    [InlineData(401, null, Gns3FailureKind.Unauthorized)]
    [InlineData(503, null, Gns3FailureKind.Overloaded)]
    public async Task What_both_transports_refuse_is_refused(int status, string? body, Gns3FailureKind kind)
    {
        await using var server = ScriptedServer.Answering(_ => new ScriptedAnswer(status, body));
        using var reader = Reader(server.Url);

        var (read, failure) = await ReadToEndAsync(reader.ReadProjectAsync(Guid.Empty, Cancelled));

        Assert.Empty(read);
        Assert.Equal(kind, failure.Kind);
        Assert.Equal(status, (int)failure.Status!);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unreachable()
    {
        var server = ScriptedServer.Answering(_ => new ScriptedAnswer(200));
        await server.DisposeAsync();
        using var reader = Reader(server.Url);

        Assert.Equal(Gns3FailureKind.Unreachable, (await ReadToEndAsync(reader.ReadControllerAsync(Cancelled))).Failure.Kind);
    }

    [Theory]
    [InlineData(Gns3NotificationTransport.WebSocket)]
    [InlineData(Gns3NotificationTransport.Http)]
    public async Task Malformed_messages_are_skipped_counted_and_told(Gns3NotificationTransport transport)
    {
        var skipped = new List<Gns3SkippedNotification>();
        await using var server = Speaking(transport, async say =>
        {
            await say(Ping);
            await say("{\"action\": \"node.upd");
            await say("{\"event\": {}}");
            await say("[" + new string('x', 1000));
            await say(Ping);
        });
        using var reader = new Gns3NotificationReader(Gns3TestClient.Options(server.Url), TimeProvider.System, onSkipped: skipped.Add);

        var (read, _) = await ReadToEndAsync(reader.ReadControllerAsync(Cancelled));

        Assert.Equal(2, read.Count);
        Assert.Equal(3, reader.Statistics.Skipped);
        Assert.Equal("It has no action.", skipped[1].Reason);
        Assert.Equal((1001, 200), (skipped[2].Length, skipped[2].Start.Length));
    }

    [Fact]
    public async Task A_message_in_many_frames_is_one_notification()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.AcceptWebSocketAsync((await connection.ReadRequestAsync())!);
            var bytes = Encoding.UTF8.GetBytes(Ping);
            for (var i = 0; i < bytes.Length; i++)
                await connection.WriteFrameAsync(i == 0 ? 1 : 0, i == bytes.Length - 1, bytes.AsMemory(i, 1));
        });
        using var reader = Reader(server.Url);

        var (read, _) = await ReadToEndAsync(reader.ReadControllerAsync(Cancelled));

        Assert.Equal(2.8, Assert.Single(read).Event.GetProperty("cpu_usage_percent").GetDouble());
    }

    [Fact]
    public async Task Lines_cut_anywhere_and_put_together_anyhow_are_the_same_notifications()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            while ((await connection.ReadRequestAsync())!.IsWebSocket)
                await connection.AnswerAsync(new ScriptedAnswer(400));
            await connection.BeginChunkedAsync();
            foreach (var character in Ping)
                await connection.WriteChunkAsync(character.ToString());
            await connection.WriteChunkAsync($"\n\n\r\n{Ping}\r\n{Ping}\n{Ping[..20]}");
            await connection.WriteChunkAsync(Ping[20..] + "\n");
        });
        using var reader = Reader(server.Url);

        var (read, _) = await ReadToEndAsync(reader.ReadControllerAsync(Cancelled));

        Assert.Equal(4, read.Count);
        Assert.Equal(0, reader.Statistics.Skipped);
    }

    [Fact]
    public async Task A_stream_cut_in_the_middle_of_a_line_ends_with_a_failure_that_says_so()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            while ((await connection.ReadRequestAsync())!.IsWebSocket)
                await connection.AnswerAsync(new ScriptedAnswer(400));
            await connection.BeginChunkedAsync();
            await connection.WriteChunkAsync(Ping + "\n" + Ping[..20]);
            await connection.WriteAsync("0\r\n\r\n");
        });
        using var reader = Reader(server.Url);

        var (read, failure) = await ReadToEndAsync(reader.ReadControllerAsync(Cancelled));

        Assert.Single(read);
        Assert.Equal(Gns3FailureKind.Unreachable, failure.Kind);
        Assert.EndsWith("in the middle of a message.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Gns3NotificationTransport.WebSocket)]
    [InlineData(Gns3NotificationTransport.Http)]
    public async Task A_half_closed_socket_ends_the_stream_with_a_failure(Gns3NotificationTransport transport)
    {
        await using var server = Speaking(
            transport,
            say => say(Ping),
            async connection =>
            {
                connection.CloseSending();
                await connection.StaySilentAsync();
            });
        using var reader = Reader(server.Url);

        var (read, failure) = await ReadToEndAsync(reader.ReadControllerAsync(Cancelled));

        Assert.Single(read);
        Assert.Equal(Gns3FailureKind.Unreachable, failure.Kind);
    }

    [Theory]
    [InlineData(Gns3NotificationTransport.WebSocket)]
    [InlineData(Gns3NotificationTransport.Http)]
    public async Task A_reset_connection_ends_the_stream_with_a_failure(Gns3NotificationTransport transport)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = Speaking(
            transport,
            say => say(Ping),
            async connection =>
            {
                await seen.Task.WaitAsync(connection.Stopping);
                connection.Reset();
            });
        using var reader = Reader(server.Url);

        var (read, failure) = await ReadToEndAsync(reader.ReadControllerAsync(Cancelled), _ => seen.TrySetResult());

        Assert.Single(read);
        Assert.Equal(Gns3FailureKind.Unreachable, failure.Kind);
    }

    [Fact]
    public async Task A_close_frame_ends_the_stream_with_its_code()
    {
        await using var server = Speaking(
            Gns3NotificationTransport.WebSocket,
            say => say(Ping),
            connection => connection.WriteFrameAsync(8, true, new byte[] { 0x03, 0xE9, (byte)'b', (byte)'y', (byte)'e' }));
        using var reader = Reader(server.Url);

        var (_, failure) = await ReadToEndAsync(reader.ReadControllerAsync(Cancelled));

        Assert.Contains("1001 bye", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Gns3NotificationTransport.WebSocket)]
    [InlineData(Gns3NotificationTransport.Http)]
    public async Task Fifteen_seconds_of_silence_end_the_stream(Gns3NotificationTransport transport)
    {
        var time = new FakeTimeProvider();
        await using var server = Speaking(transport, say => say(Ping), connection => connection.StaySilentAsync());
        using var reader = Reader(server.Url, time: time);
        await using var stream = reader.ReadControllerAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        await stream.MoveNextAsync();

        var next = stream.MoveNextAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(14.9));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));
        var failure = await Gns3TestClient.FailureOf(() => next);

        Assert.Equal(Gns3FailureKind.TimedOut, failure.Kind);
    }

    [Fact]
    public async Task Each_message_begins_the_silence_anew()
    {
        var time = new FakeTimeProvider();
        var say = new SemaphoreSlim(0);
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.AcceptWebSocketAsync((await connection.ReadRequestAsync())!);
            while (true)
            {
                await connection.WriteTextFrameAsync(Ping);
                await say.WaitAsync(connection.Stopping);
            }
        });
        using var reader = Reader(server.Url, time: time);
        await using var stream = reader.ReadControllerAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        await stream.MoveNextAsync();

        for (var i = 0; i < 10; i++)
        {
            var next = stream.MoveNextAsync();
            time.Advance(TimeSpan.FromSeconds(14));
            say.Release();
            Assert.True(await next);
        }
    }

    [Fact]
    public async Task A_server_that_accepts_and_never_answers_times_out()
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            asked.SetResult();
            await connection.StaySilentAsync();
        });
        using var reader = Reader(server.Url, time: time);

        var reading = ReadToEndAsync(reader.ReadControllerAsync(Cancelled));
        await asked.Task.WaitAsync(Cancelled);
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(Gns3FailureKind.TimedOut, (await reading).Failure.Kind);
    }

    [Theory]
    [InlineData(Gns3NotificationTransport.WebSocket)]
    [InlineData(Gns3NotificationTransport.Http)]
    public async Task A_message_over_the_limit_ends_the_stream(Gns3NotificationTransport transport)
    {
        await using var server = Speaking(transport, async say =>
        {
            await say(Ping);
            await say(new string('x', 5000));
            await say(Ping);
        });
        using var reader = Reader(server.Url, options => options with { MaxNotificationBytes = 4096 });

        var (read, failure) = await ReadToEndAsync(reader.ReadControllerAsync(Cancelled));

        Assert.Single(read);
        Assert.Equal(Gns3FailureKind.TooLarge, failure.Kind);
    }

    [Fact]
    public async Task A_message_that_never_ends_is_cut_off_at_the_limit()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.AcceptWebSocketAsync((await connection.ReadRequestAsync())!);
            for (var opcode = 1; ; opcode = 0)
                await connection.WriteFrameAsync(opcode, false, new byte[1024]);
        });
        using var reader = Reader(server.Url, options => options with { MaxNotificationBytes = 64 * 1024 });

        Assert.Equal(Gns3FailureKind.TooLarge, (await ReadToEndAsync(reader.ReadControllerAsync(Cancelled))).Failure.Kind);
    }

    [Theory]
    [InlineData("80ff")]
    [InlineData("ffff")]
    [InlineData("8102ff")]
    [InlineData("8101ff")]
    public async Task Bytes_that_are_no_frames_end_the_stream_with_a_failure(string hex)
    {
        await using var server = Speaking(Gns3NotificationTransport.WebSocket, say => say(Ping), connection => connection.WriteAsync(Convert.FromHexString(hex)));
        using var reader = Reader(server.Url);

        var (read, failure) = await ReadToEndAsync(reader.ReadControllerAsync(Cancelled));

        Assert.Single(read);
        Assert.True(failure.Kind is Gns3FailureKind.Malformed or Gns3FailureKind.Unreachable, failure.ToString());
    }

    [Theory]
    [InlineData(Gns3NotificationTransport.WebSocket)]
    [InlineData(Gns3NotificationTransport.Http)]
    public async Task The_callers_cancellation_ends_the_stream_as_a_cancellation_and_leaves_the_server(Gns3NotificationTransport transport)
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = Speaking(transport, say => say(Ping), async connection =>
        {
            await Record.ExceptionAsync(connection.StaySilentAsync);
            left.SetResult();
        });
        using var reader = Reader(server.Url);
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in reader.ReadControllerAsync(caller.Token))
                await caller.CancelAsync();
        });

        await left.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancelled);
    }

    private static Gns3NotificationReader Reader(Uri url, Func<Gns3ClientOptions, Gns3ClientOptions>? change = null, TimeProvider? time = null)
        => new((change ?? (options => options))(Gns3TestClient.Options(url)), time ?? TimeProvider.System);

    /// <summary>A server that says these messages over one transport, refusing the other, and then does something else or closes.</summary>
    private static ScriptedServer Speaking(
        Gns3NotificationTransport transport, Func<Func<string, Task>, Task> speech, Func<ScriptedConnection, Task>? afterwards = null)
        => ScriptedServer.Start(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                if (request.IsWebSocket && transport is Gns3NotificationTransport.Http)
                {
                    await connection.AnswerAsync(new ScriptedAnswer(400, "no"));
                    continue;
                }

                if (request.IsWebSocket)
                {
                    await connection.AcceptWebSocketAsync(request);
                    await speech(connection.WriteTextFrameAsync);
                }
                else
                {
                    await connection.BeginChunkedAsync();
                    await speech(message => connection.WriteChunkAsync(message + "\n"));
                }

                await (afterwards?.Invoke(connection) ?? Task.CompletedTask);
                return;
            }
        });

    private static async Task<(List<Gns3Notification> Read, Gns3ApiException Failure)> ReadToEndAsync(
        IAsyncEnumerable<Gns3Notification> stream, Action<Gns3Notification>? onEach = null)
    {
        var read = new List<Gns3Notification>();
        var failure = await Assert.ThrowsAsync<Gns3ApiException>(async () =>
        {
            await foreach (var notification in stream)
            {
                read.Add(notification);
                onEach?.Invoke(notification);
            }
        });
        return (read, failure);
    }
}
