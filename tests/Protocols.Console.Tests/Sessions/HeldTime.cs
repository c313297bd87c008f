using Microsoft.Extensions.Time.Testing;

namespace Nms.Protocols.Consoles.Tests.Sessions;

/// <summary>
/// A clock that runs until it is held, and from then on goes as far as it is told to. It counts the waits that begin, so that a test
/// lets time pass only when the one under test waits for it.
/// </summary>
internal sealed class HeldTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly FakeTimeProvider _steps = new();
    private TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? _heldAt;
    private long _stepsBegan;

    /// <inheritdoc/>
    public override long TimestampFrequency => System.TimestampFrequency;

    /// <summary>How many waits have begun.</summary>
    public int Waits { get; private set; }

    /// <summary>How long the wait that began last is to be at most.</summary>
    public TimeSpan LastWait { get; private set; }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_gate) return _heldAt is { } at ? at + (long)(_steps.GetElapsedTime(_stepsBegan).TotalSeconds * TimestampFrequency) : System.GetTimestamp();
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            var timer = (_heldAt is null ? System : _steps).CreateTimer(callback, state, dueTime, period);
            Waits++;
            LastWait = dueTime;
            _begun.SetResult();
            _begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return timer;
        }
    }

    /// <summary>Holds the clock once a wait has begun that is meant.</summary>
    public async Task HoldAsync(Predicate<TimeSpan> isMeant, CancellationToken cancellationToken)
    {
        await UntilAsync(() => isMeant(LastWait), cancellationToken);
        lock (_gate) (_heldAt, _stepsBegan) = (System.GetTimestamp(), _steps.GetTimestamp());
    }

    /// <summary>Does something that ends the wait under way, and lets time pass in the next one.</summary>
    public async Task PassAfterAsync(Func<Task> action, TimeSpan time, CancellationToken cancellationToken)
    {
        var before = Waits;
        await action();
        await UntilAsync(() => Waits > before, cancellationToken);
        _steps.Advance(time);
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan time) => _steps.Advance(time);

    private async Task UntilAsync(Func<bool> isTrue, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (isTrue()) return;
                next = _begun.Task;
            }

            await next.WaitAsync(cancellationToken);
        }
    }
}
