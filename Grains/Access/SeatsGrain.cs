using System.Collections.Immutable;
using Orleans.Placement;

namespace Nms.Access;

/// <summary>Lies on the silo that asked first, like a quota.</summary>
[GrainType("nms.seats"), PreferLocalPlacement]
internal sealed class SeatsGrain(TimeProvider time) : Grain, ISeatsGrain
{
    private ImmutableDictionary<Guid, HeldSeats> _held = ImmutableDictionary<Guid, HeldSeats>.Empty;

    public Task<bool> TryHoldAsync(Guid holder, int seats, int most, CancellationToken cancellationToken)
    {
        if (SeatsLogic.TryHold(_held, holder, seats, most, time.GetUtcNow()) is not { } next)
        {
            return Task.FromResult(false);
        }

        _held = next;
        return Task.FromResult(true);
    }

    public Task KeepAsync(Guid holder, int seats, CancellationToken cancellationToken)
    {
        _held = SeatsLogic.Keep(_held, holder, seats, time.GetUtcNow());
        return Task.CompletedTask;
    }
}
