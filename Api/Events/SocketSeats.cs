using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nms.Access;

namespace Nms.Api.Events;

/// <summary>
/// Counts WebSockets by whose they are, for the cluster. The first twentieth of a limit a silo counts alone; from then on the owner's
/// seats are asked about each further socket, and are told every few seconds how many there are. Whoever has none is not kept.
/// </summary>
internal sealed partial class SocketSeats(IGrainFactory grains, TimeProvider time, ILogger<SocketSeats> logger) : BackgroundService
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(1);

    /// <summary>A third of what the seats believe a silo for.</summary>
    private static readonly TimeSpan s_renewEvery = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Owner> _owners = new(StringComparer.Ordinal);
    private readonly Guid _silo = Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>How many have any.</summary>
    public int Owners => _owners.Count;

    /// <summary>Takes a seat; null when this owner has as many as he may.</summary>
    public async Task<IDisposable?> TakeAsync(string owner, int most, CancellationToken cancellationToken)
    {
        var seats = Reserve(owner);
        var taken = false;
        try
        {
            await seats.Turn.WaitAsync(cancellationToken);
            try
            {
                var held = seats.Held;
                taken = held <= most && (held <= most / 20 || await AskAsync(seats, held, most));
            }
            finally
            {
                seats.Turn.Release();
            }
        }
        finally
        {
            if (!taken)
            {
                Leave(seats);
            }
        }

        return taken ? new Seat(this, seats) : null;
    }

    /// <summary>Tells the seats of every owner what changed, and what they would soon forget.</summary>
    internal async Task TellAsync()
    {
        foreach (var owner in _owners.Values)
        {
            if (owner.Told is 0 || (owner.Told == owner.Held && time.GetElapsedTime(owner.ToldAt) < s_renewEvery))
            {
                continue;
            }

            await owner.Turn.WaitAsync();
            try
            {
                var held = owner.Held;
                using var deadline = new CancellationTokenSource(s_patience, time);
                await Seats(owner).KeepAsync(_silo, held, deadline.Token).WaitAsync(deadline.Token);
                Remember(owner, held);
            }
            catch (Exception e) when (e is TimeoutException or OperationCanceledException or OrleansException)
            {
                LogNotTold(e, owner.Name);
            }
            finally
            {
                owner.Turn.Release();
            }

            Forget(owner);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_round, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TellAsync();
        }
    }

    private async Task<bool> AskAsync(Owner owner, int held, int most)
    {
        try
        {
            using var deadline = new CancellationTokenSource(s_patience, time);
            if (!await Seats(owner).TryHoldAsync(_silo, held, most, deadline.Token).WaitAsync(deadline.Token))
            {
                return false;
            }

            Remember(owner, held);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException or OrleansException)
        {
            // Nobody is refused because the count is out of reach; this silo's own count still holds.
            LogAlone(e, owner.Name);
        }

        return true;
    }

    private ISeatsGrain Seats(Owner owner) => grains.GetGrain<ISeatsGrain>(owner.Name);

    private void Remember(Owner owner, int told) => (owner.Told, owner.ToldAt) = (told, time.GetTimestamp());

    private Owner Reserve(string name)
    {
        while (true)
        {
            var owner = _owners.GetOrAdd(name, static name => new Owner(name));
            if (owner.TryEnter())
            {
                return owner;
            }
        }
    }

    private void Leave(Owner owner)
    {
        owner.Exit();
        Forget(owner);
    }

    // One that the seats were told of stays until they were told that it has none.
    private void Forget(Owner owner)
    {
        if (owner.Told == 0 && owner.TryClose())
        {
            _owners.TryRemove(KeyValuePair.Create(owner.Name, owner));
        }
    }

    [LoggerMessage(7031, LogLevel.Warning, "The seats of {Owner} did not answer; this silo counts its WebSockets alone")]
    private partial void LogAlone(Exception reason, string owner);

    [LoggerMessage(7032, LogLevel.Debug, "The seats of {Owner} were not told how many WebSockets there are")]
    private partial void LogNotTold(Exception reason, string owner);

    private sealed class Owner(string name)
    {
        private const int Closed = int.MinValue;

        private int _held;

        public string Name => name;

        /// <summary>One asks at a time, so that the seats hear of numbers in their order.</summary>
        public SemaphoreSlim Turn { get; } = new(1);

        public int Held => Math.Max(0, Volatile.Read(ref _held));

        public int Told { get; set; }

        public long ToldAt { get; set; }

        public bool TryEnter()
        {
            for (var held = Volatile.Read(ref _held); held != Closed;)
            {
                var before = Interlocked.CompareExchange(ref _held, held + 1, held);
                if (before == held)
                {
                    return true;
                }

                held = before;
            }

            return false;
        }

        public void Exit() => Interlocked.Decrement(ref _held);

        /// <summary>True when nobody is in; nobody enters any more.</summary>
        public bool TryClose() => Interlocked.CompareExchange(ref _held, Closed, 0) == 0;
    }

    private sealed class Seat(SocketSeats seats, Owner owner) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                seats.Leave(owner);
        }
    }
}
