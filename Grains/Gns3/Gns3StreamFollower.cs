using Microsoft.Extensions.Logging;
using Nms.Status;

namespace Nms.Gns3;

/// <summary>Keeps one notification stream open: connects, buffers, hands batches on, connects again with growing waits.</summary>
internal sealed partial class Gns3StreamFollower(
    string name, IGns3StreamListener listener, QueueGauges queues, Gns3Options options, TimeProvider time, Func<double> jitter, ILogger logger)
{
    private static readonly TimeSpan MaximumRetryDelay = TimeSpan.FromSeconds(5);

    private long _lastHeard;
    private volatile string? _lastFailure;

    /// <summary>Why the stream is not heard at present; told at once, unlike <see cref="IGns3StreamListener.DownAsync"/>. Null while it is.</summary>
    public string? LastFailure => _lastFailure;

    /// <summary>When the stream last said anything, pings included; null before the first time.</summary>
    public DateTimeOffset? LastHeardAt => Interlocked.Read(ref _lastHeard) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Follows the stream until cancelled. Returns only by <see cref="OperationCanceledException"/>, or when the project is gone.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var outage = new Outage(time.GetTimestamp());
        while (true)
        {
            string reason;
            try
            {
                await FollowAsync(outage, cancellationToken);
                reason = "the stream ended";
            }
            catch (Gns3ApiException failure) when (failure.Kind == Gns3FailureKind.NotFound)
            {
                await listener.DownAsync(failure.Message, cancellationToken);
                return;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                reason = failure.Message;
                LogLost(outage.Attempts == 0 ? LogLevel.Warning : LogLevel.Debug, failure is Gns3ApiException ? null : failure, name, reason);
            }

            cancellationToken.ThrowIfCancellationRequested();
            _lastFailure = reason;
            outage.Begin(time.GetTimestamp());
            if (!outage.IsTold && outage.Attempts > 0 && time.GetElapsedTime(outage.Since) >= options.DisconnectGrace)
            {
                outage.IsTold = await TryTellDownAsync(reason, cancellationToken);
            }

            await Task.Delay(Backoff.Delay(outage.Attempts++, options.ReconnectDelay, options.MaxReconnectDelay, jitter()), time, cancellationToken);
        }
    }

    private async Task FollowAsync(Outage outage, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var stream = listener.Open(either.Token).GetAsyncEnumerator(either.Token);
        if (!await stream.MoveNextAsync())
        {
            return;
        }

        await listener.ConnectedAsync(stream.Current.Transport, either.Token);
        outage.End();
        _lastFailure = null;
        LogConnected(name, stream.Current.Transport);
        var buffer = new NotificationBuffer(options.BufferSize, time);
        using var watch = queues.Watch("gns3.notifications", buffer.Read);
        var consumer = Task.Run(() => ConsumeAsync(buffer, either), CancellationToken.None);
        try
        {
            do
            {
                Interlocked.Exchange(ref _lastHeard, time.GetUtcNow().UtcTicks);
                if (stream.Current.Action != Gns3Actions.Ping)
                {
                    buffer.Add(stream.Current);
                }
            }
            while (await stream.MoveNextAsync());
        }
        finally
        {
            buffer.Complete();
            await consumer;
        }
    }

    private async Task ConsumeAsync(NotificationBuffer buffer, CancellationTokenSource stream)
    {
        try
        {
            while (await buffer.TakeAsync(stream.Token) is var (batch, dropped))
            {
                if (dropped > 0)
                {
                    LogDropped(dropped, name);
                    listener.Missed(dropped);
                }

                await HandOnAsync(batch, stream.Token);
            }
        }
        finally
        {
            await stream.CancelAsync();
        }
    }

    /// <summary>Hands a batch on until it is taken: what GNS3 said once it does not say again.</summary>
    private async Task HandOnAsync(IReadOnlyList<Gns3Notification> batch, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await listener.HeardAsync(batch, cancellationToken);
                return;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotTaken(failure, batch.Count, name);

                // Part of it may have been taken by an activation that is no more.
                listener.Missed(0);
                await Task.Delay(Backoff.Delay(attempt, TimeSpan.FromMilliseconds(100), MaximumRetryDelay, jitter()), time, cancellationToken);
            }
        }
    }

    private async Task<bool> TryTellDownAsync(string reason, CancellationToken cancellationToken)
    {
        try
        {
            await listener.DownAsync(reason, cancellationToken);
            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogLost(LogLevel.Warning, failure, name, failure.Message);
            return false;
        }
    }

    [LoggerMessage(1010, LogLevel.Information, "Listening to {Stream} by {Transport}")]
    private partial void LogConnected(string stream, Gns3NotificationTransport transport);

    [LoggerMessage(EventId = 1011, Message = "Not listening to {Stream}: {Reason}")]
    private partial void LogLost(LogLevel level, Exception? failure, string stream, string reason);

    [LoggerMessage(1012, LogLevel.Warning, "{Count} notifications of {Stream} were dropped because the model could not keep up; everything is read again")]
    private partial void LogDropped(int count, string stream);

    [LoggerMessage(1013, LogLevel.Warning, "{Count} notifications of {Stream} were not taken; trying again")]
    private partial void LogNotTaken(Exception failure, int count, string stream);

    /// <summary>How long and how often the stream has failed since it last worked.</summary>
    private sealed class Outage(long start)
    {
        private bool _isOn = true;

        public long Since { get; private set; } = start;

        public int Attempts { get; set; }

        public bool IsTold { get; set; }

        public void Begin(long now)
        {
            if (!_isOn)
            {
                (_isOn, Since) = (true, now);
            }
        }

        public void End() => (_isOn, Attempts, IsTold) = (false, 0, false);
    }
}
