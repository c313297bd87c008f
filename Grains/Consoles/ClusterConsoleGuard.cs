using Microsoft.Extensions.Logging;
using Nms.Access;

namespace Nms.Consoles;

/// <summary>
/// One session at a time on each console in the whole cluster: the seat of the console is taken before it is used and confirmed while it
/// is. A silo that dies stops confirming, and its consoles are free again after the time that seats are believed for.
/// </summary>
internal sealed partial class ClusterConsoleGuard(IGrainFactory grains, TimeProvider time, ILogger<ClusterConsoleGuard> logger) : IConsoleGuard
{
    private readonly TimeProvider _time = time;

    /// <summary>A third of what the seats believe a holder for.</summary>
    private static readonly TimeSpan s_confirmEvery = TimeSpan.FromSeconds(10);

    public async ValueTask<IAsyncDisposable?> TryTakeAsync(ConsoleEndpoint endpoint, CancellationToken cancellationToken)
    {
        var seat = grains.GetGrain<ISeatsGrain>($"console:{endpoint}");
        var holder = Guid.CreateVersion7(_time.GetUtcNow());
        return await seat.TryHoldAsync(holder, seats: 1, most: 1, cancellationToken) ? new Place(this, seat, holder) : null;
    }

    [LoggerMessage(4001, LogLevel.Warning, "The seat of a console could not be confirmed; trying again")]
    private partial void LogNotConfirmed(Exception reason);

    private sealed class Place : IAsyncDisposable
    {
        private readonly CancellationTokenSource _left = new();
        private readonly ClusterConsoleGuard _guard;
        private readonly ISeatsGrain _seat;
        private readonly Guid _holder;
        private readonly Task _confirming;

        public Place(ClusterConsoleGuard guard, ISeatsGrain seat, Guid holder)
        {
            (_guard, _seat, _holder) = (guard, seat, holder);
            _confirming = ConfirmAsync(new PeriodicTimer(s_confirmEvery, guard._time));
        }

        public async ValueTask DisposeAsync()
        {
            await _left.CancelAsync();
            await _confirming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _left.Dispose();
            await TellAsync(seats: 0, CancellationToken.None);
        }

        private async Task ConfirmAsync(PeriodicTimer timer)
        {
            using (timer)
            {
                while (await timer.WaitForNextTickAsync(_left.Token))
                {
                    await TellAsync(seats: 1, _left.Token);
                }
            }
        }

        private async Task TellAsync(int seats, CancellationToken cancellationToken)
        {
            try
            {
                await _seat.KeepAsync(_holder, seats, cancellationToken);
            }
            catch (Exception e) when (e is TimeoutException or OrleansException)
            {
                // Not told of the end, the seat forgets by itself.
                _guard.LogNotConfirmed(e);
            }
        }
    }
}
