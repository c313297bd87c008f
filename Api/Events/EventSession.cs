using System.Buffers;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Compatibility;
using Nms.Api.Errors;
using Nms.Nodes;

namespace Nms.Api.Events;

/// <summary>One client's incoming side: reads frames and answers them until the client leaves or the server stops.</summary>
internal sealed partial class EventSession(
    WebSocket socket,
    EventConnection connection,
    IGrainFactory grains,
    CentralService central,
    SocketAudit audit,
    TimeProvider time,
    EventGatewayOptions options,
    ILogger logger)
{
    private const int MostActionsAtOnce = 8;
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(3);

    private int _actions;

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
                    return;
                }

                if (length > options.MaxFrameBytes)
                {
                    connection.CloseBecause(WebSocketCloseStatus.MessageTooBig, $"a frame may have {options.MaxFrameBytes} bytes");
                    await DrainAsync(buffer, cancellationToken);
                    return;
                }

                if (received.EndOfMessage)
                {
                    await AnswerAsync(received.MessageType == WebSocketMessageType.Text
                        ? ClientFrame.Parse(buffer.AsMemory(0, length))
                        : new ClientFrame.Wrong("binary_frame", "Frames must be text."), cancellationToken);
                    length = 0;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
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
            case ClientFrame.Heartbeat:
                await connection.AnswerAsync(cursor => ServerFrames.HeartbeatAck(cursor, time.GetUtcNow()), cancellationToken);
                break;
            case ClientFrame.RequestTopology:
                await AnswerTopologyAsync(cancellationToken);
                break;
            case ClientFrame.NodeAction action:
                await BeginActionAsync(action, cancellationToken);
                break;
            case ClientFrame.Wrong wrong:
                await connection.AnswerAsync(ServerFrames.Error(wrong.Code, wrong.Message, time.GetUtcNow()), cancellationToken);
                break;
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
