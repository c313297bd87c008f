using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>Who holds how many seats, and until when that is believed. Pure.</summary>
internal static class SeatsLogic
{
    /// <summary>How long a silo is believed that says nothing more.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>What is held once a silo has so many more, or null when that is more than there may be.</summary>
    public static ImmutableDictionary<Guid, HeldSeats>? TryHold(ImmutableDictionary<Guid, HeldSeats> held, Guid holder, int seats, int most, DateTimeOffset now)
    {
        var believed = Believed(held, now);
        var ofOthers = believed.Where(entry => entry.Key != holder).Sum(entry => entry.Value.Seats);
        return ofOthers + seats > most ? null : Keep(believed, holder, seats, now);
    }

    public static ImmutableDictionary<Guid, HeldSeats> Keep(ImmutableDictionary<Guid, HeldSeats> held, Guid holder, int seats, DateTimeOffset now) =>
        seats == 0 ? Believed(held, now).Remove(holder) : Believed(held, now).SetItem(holder, new HeldSeats(seats, now + Lease));

    private static ImmutableDictionary<Guid, HeldSeats> Believed(ImmutableDictionary<Guid, HeldSeats> held, DateTimeOffset now) =>
        held.RemoveRange(held.Where(entry => entry.Value.Until <= now).Select(entry => entry.Key));
}
