using System.Buffers;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Compatibility;
using Nms.Api.Errors;
using Nms.Api.Messaging;
using Nms.Nodes;

namespace Nms.Api.Events;

/// <summary>One client's incoming side: reads frames and answers them until the client leaves or the server stops.</summary>
internal sealed partial class EventSession(
    WebSocket socket,
    EventConnection connection,
    bool isBinary,
    IGrainFactory grains,
    CentralService central,
    SocketAudit audit,
    TimeProvider time,
    EventGatewayOptions options,
    ILogger logger)
{
    private const int MostActionsAtOnce = 8;
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(3);

    private readonly FrameBudget _budget = new(time);

    private int _actions;
    private int _slowed;

    /// <summary>The messages of the module that this socket is bound to; null when it is bound to none.</summary>
    public ModuleChannel? Module { get; init; }

    public async Task RunAsync(string message, CancellationToken stopping)
    {
        using var session = new CancellationTokenSource();
        using var stop = stopping.Register(() =>
        {
            connection.CloseBecauseServerStops();
            session.CancelAfter(s_goodbye);
        });
        await connection.AnswerAsync(
            cursor => ServerFrames.Welcome(connection.Id, message, connection.Filter.Subscriptions, cursor, time.GetUtcNow()), session.Token);
        Module?.Start();
        var writer = WriteAsync(session);
        try
        {
            await ReadAsync(session.Token);
            connection.CloseBecauseClientDid();
            session.CancelAfter(s_goodbye);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            LogClientLost(connection.Id, exception.Message);
            await session.CancelAsync();
        }
        finally
        {
            await writer;

            // What still runs for this client sees a cancelled token and never a disposed one.
            await session.CancelAsync();
        }
    }

    private async Task WriteAsync(CancellationTokenSource session)
    {
        try
        {
            await connection.RunAsync(session.Token);

            // The goodbye is sent: a client that does not answer it is not listened to for long.
            session.CancelAfter(s_goodbye);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            LogClientLost(connection.Id, exception.Message);
            await session.CancelAsync();
        }
        catch (Exception exception)
        {
            // The client resumes by its cursor, so ending the connection is safe where going on might skip an event.
            LogSessionFailed(exception, connection.Id);
            connection.Abort();
            await session.CancelAsync();
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // Waits for a frame without holding memory for it: most clients say nothing for most of the time.
            var begun = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
            if (begun.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            if (begun.EndOfMessage)
            {
                await TakeAsync(Parse(begun.MessageType, ReadOnlyMemory<byte>.Empty), cancellationToken);
            }
            else if (!await ReadFrameAsync(cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>Reads a frame that has begun and follows it; false when the client closed or is to be closed.</summary>
    private async Task<bool> ReadFrameAsync(CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            var length = 0;
            while (true)
            {
                if (length == buffer.Length)
                {
                    Grow(ref buffer);
                }

                var received = await socket.ReceiveAsync(buffer.AsMemory(length, Math.Min(buffer.Length, options.MaxFrameBytes + 1) - length), cancellationToken);
                length += received.Count;
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return false;
                }

                if (length > options.MaxFrameBytes)
                {
                    connection.CloseBecause(WebSocketCloseStatus.MessageTooBig, $"a frame may have {options.MaxFrameBytes} bytes");
                    await DrainAsync(buffer, cancellationToken);
                    return false;
                }

                if (received.EndOfMessage)
                {
                    await TakeAsync(Parse(received.MessageType, buffer.AsMemory(0, length)), cancellationToken);
                    return true;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private ClientFrame Parse(WebSocketMessageType type, ReadOnlyMemory<byte> message) => (type, isBinary) switch
    {
        (WebSocketMessageType.Text, _) => ClientFrame.Parse(message),
        (_, true) => ClientFrame.ParseBinary(message),
        _ => new ClientFrame.Wrong("binary_frame", "Frames must be text."),
    };

    /// <summary>Follows a frame, slower the more there are: whoever floods us waits for himself.</summary>
    private async Task TakeAsync(ClientFrame frame, CancellationToken cancellationToken)
    {
        connection.Life.Heard(frame is ClientFrame.Heartbeat);
        if (frame is ClientFrame.Acknowledge { Cursor: var cursor })
        {
            if (connection.Acknowledge(cursor) is { } complaint)
            {
                await connection.AnswerAsync(ServerFrames.Error("invalid_ack", complaint, time.GetUtcNow()), cancellationToken);
            }

            return;
        }

        // Who says what became of messages says it as often as there are messages.
        var wait = frame is ClientFrame.Settle ? TimeSpan.Zero : _budget.Take();
        if (wait > TimeSpan.Zero)
        {
            await SlowDownAsync(wait, cancellationToken);
        }
        else if (_budget.IsRested)
        {
            _slowed = 0;
        }

        await AnswerAsync(frame, cancellationToken);
    }

    /// <summary>Tells a client once that it is too fast and lets it wait; one that goes on like that is closed.</summary>
    private async Task SlowDownAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        switch (_slowed++)
        {
            case 0:
                var limit = $"More than {FrameBudget.Burst} frames came at once; they are read at {FrameBudget.PerSecond} a second.";
                await connection.AnswerAsync(ServerFrames.Error("too_many_frames", limit, time.GetUtcNow()), cancellationToken);
                break;
            case FrameBudget.MostSlowed:
                connection.CloseBecause(WebSocketCloseStatus.PolicyViolation, "too many frames");
                break;
        }

        await Task.Delay(wait, time, cancellationToken);
    }

    /// <summary>Reads on without keeping anything, so that the client can take the close frame and answer it.</summary>
    private async Task DrainAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        while ((await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken)).MessageType != WebSocketMessageType.Close)
        {
        }
    }

    private static void Grow(ref byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private async Task AnswerAsync(ClientFrame frame, CancellationToken cancellationToken)
    {
        await HeardAsync(cancellationToken);
        switch (frame)
        {
            case ClientFrame.Subscribe { Subscriptions: var names }:
                var (more, unknown) = connection.Filter.Subscribe(names);
                await connection.AnswerAsync(ServerFrames.Subscribed(more, unknown, time.GetUtcNow()), cancellationToken);
                connection.Filter = more;
                break;
            case ClientFrame.Unsubscribe { Subscriptions: var names }:
                var (fewer, strange) = connection.Filter.Unsubscribe(names);
                connection.Filter = fewer;
                await connection.AnswerAsync(ServerFrames.Unsubscribed(fewer, strange, time.GetUtcNow()), cancellationToken);
                break;
            case ClientFrame.Filter { Query: var query }:
                var narrowed = new SubscriptionFilter(connection.Filter.Subscriptions, query);
                connection.Filter = narrowed;
                await connection.AnswerAsync(ServerFrames.Filtered(narrowed, time.GetUtcNow()), cancellationToken);
                break;
            case ClientFrame.Heartbeat:
                await connection.AnswerAsync(cursor => ServerFrames.HeartbeatAck(cursor, time.GetUtcNow()), cancellationToken);
                break;
            case ClientFrame.RequestTopology:
                await AnswerTopologyAsync(cancellationToken);
                break;
            case ClientFrame.NodeAction action:
                await BeginActionAsync(action, cancellationToken);
                break;
            case ClientFrame.Settle settle:
                await SettleAsync(settle, cancellationToken);
                break;
            case ClientFrame.Wrong wrong:
                await connection.AnswerAsync(ServerFrames.Error(wrong.Code, wrong.Message, time.GetUtcNow()), cancellationToken);
                break;
        }
    }

    /// <summary>Any frame says that the module is alive.</summary>
    private async Task HeardAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (Module?.HeardAsync(cancellationToken) ?? Task.CompletedTask);
        }
        catch (Exception exception) when (exception is not (WebSocketException or OperationCanceledException))
        {
            await AnswerFailureAsync(exception, cancellationToken);
        }
    }

    private async Task SettleAsync(ClientFrame.Settle settle, CancellationToken cancellationToken)
    {
        try
        {
            await connection.AnswerAsync(
                Module is null
                    ? ServerFrames.Error("not_a_module", "This socket is bound to no module: register it first and connect to /ws/gns3/module/{name}/.", time.GetUtcNow())
                    : await Module.SettleAsync(settle, cancellationToken),
                cancellationToken);
        }
        catch (Exception exception) when (exception is not (WebSocketException or OperationCanceledException))
        {
            await AnswerFailureAsync(exception, cancellationToken);
        }
    }

    private async Task AnswerTopologyAsync(CancellationToken cancellationToken)
    {
        try
        {
            var state = await central.GetTopologyAsync(Caller(), cancellationToken);
            await connection.AnswerAsync(
                state is null ? ServerFrames.Topology(new { }, time.GetUtcNow()) : ServerFrames.Topology(state, time.GetUtcNow()), cancellationToken);
        }
        catch (Exception exception) when (exception is not (WebSocketException or OperationCanceledException))
        {
            await AnswerFailureAsync(exception, cancellationToken);
        }
    }

    /// <summary>A slow emulator must not stop the client's heartbeats, so actions run beside the reading, a few at once.</summary>
    private async Task BeginActionAsync(ClientFrame.NodeAction action, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _actions) >= MostActionsAtOnce)
        {
            await connection.AnswerAsync(
                ServerFrames.Error("busy", $"{MostActionsAtOnce} actions of this connection are still running; wait for a result.", time.GetUtcNow()),
                cancellationToken);
            return;
        }

        Interlocked.Increment(ref _actions);
        _ = ActAsync(action, cancellationToken);
    }

    private async Task ActAsync(ClientFrame.NodeAction action, CancellationToken cancellationToken)
    {
        try
        {
            var key = new NodeKey(PublishedIds.Project(action.ProjectId), PublishedIds.Node(action.NodeId));
            var node = grains.NodeCommands(key);
            var result = await audit.RunAsync(action.Action, action.ProjectId, action.NodeId, () =>
            {
                Caller().Demand(PermissionFor(action.Action), key.ProjectId);
                return action.Action switch
                {
                    "start" => node.StartAsync(cancellationToken),
                    "stop" => node.StopAsync(cancellationToken),
                    "suspend" => node.SuspendAsync(cancellationToken),
                    "reload" => node.ReloadAsync(cancellationToken),
                    _ => node.RestartAsync(cancellationToken),
                };
            });
            await connection.AnswerAsync(
                ServerFrames.NodeActionDone(
                    action.Action, action.ProjectId, action.NodeId, CentralMapping.ToActionResult(result, action.Action, time.GetUtcNow()), time.GetUtcNow()),
                cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogActionAbandoned(connection.Id, action.Action);
        }
        catch (Exception exception)
        {
            await AnswerFailureAsync(exception, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _actions);
        }
    }

    private Principal Caller() => connection.SignedIn?.Principal
        ?? throw new ForbiddenException("access_withdrawn", "Access was withdrawn while this connection was open; sign in again.");

    // The same that the routes for these commands ask for.
    private static string PermissionFor(string action) => action switch
    {
        "start" => Permissions.NodeStart,
        "stop" or "suspend" => Permissions.NodeStop,
        _ => Permissions.NodeReload,
    };

    private async Task AnswerFailureAsync(Exception exception, CancellationToken cancellationToken)
    {
        var answer = ErrorMapping.ToAnswer(exception);
        if (answer.IsDefect)
        {
            LogSessionFailed(exception, connection.Id);
        }

        try
        {
            await connection.AnswerAsync(ServerFrames.Error(answer.Code, answer.Message, time.GetUtcNow()), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            LogClientLost(connection.Id, "left before it was told of a failure");
        }
    }

    [LoggerMessage(7503, LogLevel.Debug, "WebSocket client {Connection} is gone: {Reason}")]
    private partial void LogClientLost(Guid connection, string reason);

    [LoggerMessage(7504, LogLevel.Error, "WebSocket client {Connection} could not be served")]
    private partial void LogSessionFailed(Exception exception, Guid connection);

    [LoggerMessage(7505, LogLevel.Debug, "WebSocket client {Connection} left while {Action} ran")]
    private partial void LogActionAbandoned(Guid connection, string action);
}
