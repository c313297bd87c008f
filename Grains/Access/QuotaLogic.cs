namespace Nms.Access;

/// <summary>The rule of a quota, a token bucket: it holds one window's permits, and they come back evenly.</summary>
internal static class QuotaLogic
{
    public static QuotaState Full(QuotaLimit limit) => new(limit.Permits);

    /// <param name="state">The quota as it was.</param>
    /// <param name="limit">The limit now; it may have been changed since.</param>
    /// <param name="elapsed">Time since then.</param>
    /// <param name="wanted">Permits asked for.</param>
    public static (QuotaState Next, QuotaGrant Grant) Take(QuotaState state, QuotaLimit limit, TimeSpan elapsed, int wanted)
    {
        var comeBack = Math.Max(0, elapsed / limit.Window) * limit.Permits;
        var available = Math.Min(limit.Permits, state.Available + comeBack);
        var granted = (int)Math.Min(available, Math.Clamp(wanted, 0, limit.LargestLease));
        available -= granted;
        return (new QuotaState(available), new QuotaGrant(granted, (int)available, granted > 0 ? TimeSpan.Zero : limit.TimeFor(1 - Math.Min(1, available))));
    }
}
