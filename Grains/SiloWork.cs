using Microsoft.Extensions.Logging;

namespace Nms;

/// <summary>What every silo does again and again while it is active. A failure is logged, and no end of it.</summary>
internal abstract partial class SiloWork(TimeProvider time, ILogger logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stopped = new();
    private Task _running = Task.CompletedTask;

    protected TimeProvider Time { get; } = time;

    /// <summary>Cancelled when the silo stops.</summary>
    protected CancellationToken Stopped => _stopped.Token;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        GetType().Name,
        ServiceLifecycleStage.Active,
        _ =>
        {
            _running = Task.Run(RunAsync, CancellationToken.None);
            return Task.CompletedTask;
        },
        async _ =>
        {
            await _stopped.CancelAsync();
            await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });

    public void Dispose() => _stopped.Dispose();

    /// <summary>Runs until the silo stops.</summary>
    protected abstract Task RunAsync();

    protected async Task RepeatAsync(string what, TimeSpan pause, TimeSpan pauseAfterFailure, Func<Task> act)
    {
        while (true)
        {
            var wait = await TryAsync(what, act) ? pause : pauseAfterFailure;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, Time, Stopped);
            }
        }
    }

    /// <summary>False when it failed.</summary>
    protected async Task<bool> TryAsync(string what, Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (Exception failure) when (!Stopped.IsCancellationRequested)
        {
            LogFailed(failure, what);
            return false;
        }
    }

    [LoggerMessage(9621, LogLevel.Warning, "Could not look after {What}; trying again")]
    private partial void LogFailed(Exception failure, string what);
}
