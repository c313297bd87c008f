using System.Collections.Concurrent;

namespace Nms.Load;

/// <summary>What a crowd is to receive from now on.</summary>
internal sealed class Expectation
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly TaskCompletionSource<TimeSpan> _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentBag<double> _latencies = [];
    private readonly Measured _measured;
    private readonly TimeProvider _time;
    private readonly long _total;
    private long _taken;

    public Expectation(int members, int each, Measured measured, TimeProvider time)
    {
        _time = time;
        _total = (long)members * each;
        _measured = measured;
        Since = time.GetTimestamp();
    }

    /// <summary>What was published before does not count.</summary>
    public long Since { get; }

    /// <summary>Milliseconds from publication to each client.</summary>
    public IReadOnlyCollection<double> Latencies => _latencies;

    public void Take(long sentAt, ReadOnlySpan<byte> message)
    {
        if (_measured == Measured.Everything || (_measured == Measured.Urgent && Publication.IsUrgent(message)))
        {
            _latencies.Add(_time.GetElapsedTime(sentAt).TotalMilliseconds);
        }

        if (Interlocked.Increment(ref _taken) == _total)
        {
            _complete.TrySetResult(_time.GetElapsedTime(Since));
        }
    }

    public void Fail(Exception failure) => _complete.TrySetException(failure);

    /// <summary>From <see cref="Since"/> until every client had everything.</summary>
    public async Task<TimeSpan> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _complete.Task.WaitAsync(s_patience, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"Of {_total} deliveries {Volatile.Read(ref _taken)} came in {s_patience.TotalMinutes} minutes.");
        }
    }
}
