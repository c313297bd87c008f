using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Events;
using Nms.Api.Modules;
using Nms.Messaging;
using Nms.Modules;

namespace Nms.Api.Messaging;

/// <summary>
/// The messages of a module on its WebSocket: hands out no more than a window of unacknowledged ones, takes the acknowledgements, and gives
/// back what is left when the socket closes.
/// </summary>
internal sealed partial class ModuleChannel(ModuleSnapshot module, EventConnection connection, IGrainFactory grains, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private const int Window = 64;
    private static readonly TimeSpan s_wait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_beatEvery = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _closed = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, DateTimeOffset> _leases = [];
    private readonly Channel<bool> _settled = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly IInboxGrain _inbox = grains.Inbox(module.Name);
    private readonly Guid _consumer = Guid.CreateVersion7(time.GetUtcNow());
    private Task _running = Task.CompletedTask;
    private long _beatAt;

    /// <summary>The module that an address names, for a caller who may act for it; null when no such module is registered: then only events come.</summary>
    /// <exception cref="ForbiddenException">It is somebody else's, or the caller may not connect as a module.</exception>
    public static async ValueTask<ModuleSnapshot?> FindAsync(HttpContext context, IGrainFactory grains)
    {
        if (await grains.FindModuleAsync(context.Request.RouteValues["module"] as string, context.RequestAborted) is not { } module)
        {
            return null;
        }

        var caller = context.Caller();
        return !caller.AllowsSomewhere(Permissions.ModuleConnect) ? throw new ForbiddenException("forbidden", $"This needs the permission {Permissions.ModuleConnect}.")
            : caller.MayActAs(module) ? module
            : throw ModuleAccess.NotYours(module.Name);
    }

    /// <summary>Begins to hand out messages; after the greeting, which is always the first frame.</summary>
    public void Start() => _running = Task.Run(() => RunAsync(_closed.Token), CancellationToken.None);

    /// <summary>A frame came: the module is alive.</summary>
    public async Task HeardAsync(CancellationToken cancellationToken)
    {
        if (_beatAt != 0 && time.GetElapsedTime(_beatAt) < s_beatEvery)
        {
            return;
        }

        _beatAt = time.GetTimestamp();
        var caller = Caller();
        await grains.Module(module.Name).BeatAsync(caller.Owns(module) ? caller.Sight() : null, cancellationToken);
    }

    /// <summary>Records what became of messages, and returns the frame that says so.</summary>
    public async Task<byte[]> SettleAsync(ClientFrame.Settle frame, CancellationToken cancellationToken)
    {
        _ = Caller();
        var settlement = frame.Done is not [] ? await _inbox.AcknowledgeAsync(frame.Done, cancellationToken) : await _inbox.RejectAsync(frame.Rejected, cancellationToken);
        lock (_gate)
        {
            foreach (var id in settlement.Settled.Concat(settlement.Unknown))
            {
                _leases.Remove(id);
            }
        }

        _settled.Writer.TryWrite(true);
        return JsonSerializer.SerializeToUtf8Bytes(
            new { Type = frame.Done is not [] ? "ack_confirmed" : "nack_confirmed", MessageIds = settlement.Settled, settlement.Unknown, Timestamp = time.GetUtcNow() },
            ApiJson.Options);
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _closed.Dispose();
        try
        {
            // Also what a poll took that ended at the same time: nobody has seen it.
            await _inbox.ReleaseAsync(_consumer, CancellationToken.None);
        }
        catch (Exception failure)
        {
            // Their leases end, and then they are delivered again.
            LogNotReleased(failure, module.Name);
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await HandOutAsync(cancellationToken);
            }
            catch (ForbiddenException)
            {
                connection.CloseBecause(WebSocketCloseStatus.PolicyViolation, "the module is somebody else's by now");
                return;
            }
            catch (NotFoundException)
            {
                connection.CloseBecause(WebSocketCloseStatus.PolicyViolation, "the module was unregistered");
                return;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotHandedOut(failure, module.Name);
                await Task.Delay(s_pause, time, cancellationToken);
            }
        }
    }

    private async Task HandOutAsync(CancellationToken cancellationToken)
    {
        var room = Window - Unacknowledged(out var nextLeaseEnd);
        if (room <= 0)
        {
            // Until the module settles something, or the first lease is over and the message back in its inbox.
            var wait = nextLeaseEnd - time.GetUtcNow();
            using var patience = new CancellationTokenSource(wait > s_pause ? wait : s_pause, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            await ((Task)_settled.Reader.ReadAsync(either.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            return;
        }

        if (!Caller().MayActAs(module))
        {
            throw ModuleAccess.NotYours(module.Name);
        }

        foreach (var message in await _inbox.ReceiveAsync(room, s_wait, _consumer, cancellationToken))
        {
            lock (_gate)
            {
                _leases[message.MessageId] = message.LeaseEndsAt ?? time.GetUtcNow();
            }

            await connection.AnswerAsync(
                JsonSerializer.SerializeToUtf8Bytes(new { Type = "hub_message", Message = message.ToResponse(), Timestamp = time.GetUtcNow() }, ApiJson.Options),
                cancellationToken);
        }
    }

    /// <summary>How many messages the module has; those whose lease is over are back in the inbox.</summary>
    private int Unacknowledged(out DateTimeOffset nextLeaseEnd)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            foreach (var over in _leases.Where(lease => lease.Value <= now).Select(lease => lease.Key).ToList())
            {
                _leases.Remove(over);
            }

            nextLeaseEnd = _leases.Values.DefaultIfEmpty(now).Min();
            return _leases.Count;
        }
    }

    private Principal Caller() => connection.SignedIn?.Principal
        ?? throw new ForbiddenException("access_withdrawn", "Access was withdrawn while this connection was open; sign in again.");

    [LoggerMessage(6201, LogLevel.Warning, "Messages of module {Module} could not be handed out on its WebSocket; trying again")]
    private partial void LogNotHandedOut(Exception failure, string module);

    [LoggerMessage(6202, LogLevel.Information, "Messages of module {Module} could not be given back; they are delivered again when their leases end")]
    private partial void LogNotReleased(Exception failure, string module);
}
