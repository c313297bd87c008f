using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Nms.Access;

/// <summary>
/// This silo's slices of the cluster's quotas. Most requests are counted here; a call goes to the quota's grain when a slice
/// is used up. When the grain does not answer, the silo counts alone at the same rate, so that S silos let through S times
/// as much until it does.
/// </summary>
internal sealed partial class Quotas(IGrainFactory grains, TimeProvider time, ILogger<Quotas> logger) : IQuotas
{
    /// <summary>Addresses counted apart; the others share one quota, so that many addresses cost no more memory.</summary>
    internal const int MostAddresses = 10_000;

    /// <summary>Longer than any window: a slice that idle is forgotten, and so is the quota.</summary>
    private static readonly TimeSpan s_idle = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_sweepEvery = TimeSpan.FromSeconds(30);
    private static readonly QuotaCaller s_crowd = new("crowd", IsAnonymous: true);

    private readonly ConcurrentDictionary<(QuotaCaller Caller, string Kind), QuotaSlice> _slices = new();
    private int _addresses;
    private long _sweptAt = time.GetTimestamp();

    public int Count => _slices.Count;

    public ValueTask<QuotaAnswer> TakeAsync(QuotaCaller caller, string kind, QuotaLimit limit, CancellationToken cancellationToken = default)
    {
        var key = (Caller: caller, Kind: kind);
        if (!_slices.TryGetValue(key, out var slice))
        {
            key = caller.IsAnonymous && Volatile.Read(ref _addresses) >= MostAddresses ? (s_crowd, kind) : key;
            slice = Add(key);
        }

        return slice.TryTake() is { } answer ? new(answer) : new(AskAsync(key, slice, limit, cancellationToken));
    }

    private QuotaSlice Add((QuotaCaller Caller, string Kind) key)
    {
        var fresh = new QuotaSlice(time);
        var slice = _slices.GetOrAdd(key, fresh);
        if (slice == fresh && key.Caller.IsAnonymous)
        {
            Interlocked.Increment(ref _addresses);
        }

        return slice;
    }

    private async Task<QuotaAnswer> AskAsync((QuotaCaller Caller, string Kind) key, QuotaSlice slice, QuotaLimit limit, CancellationToken cancellationToken)
    {
        SweepSometimes();
        await slice.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            QuotaAnswer? answer;
            while ((answer = slice.TryTake()) is null)
            {
                await RenewAsync(key, slice, limit).ConfigureAwait(false);
            }

            return answer.Value;
        }
        finally
        {
            slice.Turn.Release();
        }
    }

    private async Task RenewAsync((QuotaCaller Caller, string Kind) key, QuotaSlice slice, QuotaLimit limit)
    {
        if (slice.IsAlone)
        {
            slice.GoAlone(limit, isNew: false);
            return;
        }

        try
        {
            using var deadline = new CancellationTokenSource(s_patience, time);
            var quota = grains.GetGrain<IQuotaGrain>($"{(key.Caller.IsAnonymous ? "address:" : "")}{key.Caller.Id}/{key.Kind}");
            slice.Accept(await quota.TakeAsync(limit, slice.Wanted(limit), deadline.Token).WaitAsync(deadline.Token).ConfigureAwait(false));
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException or OrleansException)
        {
            LogAlone(e, key.Kind, s_patience);
            slice.GoAlone(limit, isNew: true);
        }
    }

    private void SweepSometimes()
    {
        var last = Volatile.Read(ref _sweptAt);
        if (time.GetElapsedTime(last) < s_sweepEvery || Interlocked.CompareExchange(ref _sweptAt, time.GetTimestamp(), last) != last)
        {
            return;
        }

        foreach (var entry in _slices.Where(entry => entry.Value.Idle > s_idle))
        {
            if (_slices.TryRemove(entry) && entry.Key.Caller.IsAnonymous)
            {
                Interlocked.Decrement(ref _addresses);
            }
        }
    }

    [LoggerMessage(9701, LogLevel.Warning, "The quota for requests of class {Kind} did not answer within {Patience}; this silo counts them alone for a second")]
    private partial void LogAlone(Exception reason, string kind, TimeSpan patience);
}
