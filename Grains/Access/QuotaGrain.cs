using Orleans.Placement;

namespace Nms.Access;

/// <summary>Lies on the silo that asked first: whoever speaks to one silo only is counted without a hop.</summary>
[GrainType("nms.quota"), PreferLocalPlacement]
internal sealed class QuotaGrain(TimeProvider time) : Grain, IQuotaGrain
{
    private QuotaState? _state;
    private long _at;

    public Task<QuotaGrant> TakeAsync(QuotaLimit limit, int wanted, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        (_state, var grant) = QuotaLogic.Take(_state ?? QuotaLogic.Full(limit), limit, time.GetElapsedTime(_at, now), wanted);
        _at = now;
        return Task.FromResult(grant);
    }
}
