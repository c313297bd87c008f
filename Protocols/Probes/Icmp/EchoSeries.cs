using System.Net;

namespace Nms.Probes;

/// <summary>What several probes of one address say together.</summary>
/// <param name="Address">Who was asked.</param>
/// <param name="Sent">How many probes were sent.</param>
/// <param name="Received">How many were answered.</param>
/// <param name="Minimum">The shortest round trip; zero without answers.</param>
/// <param name="Average">The mean round trip.</param>
/// <param name="Maximum">The longest round trip.</param>
/// <param name="Jitter">The mean difference between successive round trips (RFC 3550 §6.4.1 without its smoothing).</param>
public sealed record EchoSeries(IPAddress Address, int Sent, int Received, TimeSpan Minimum, TimeSpan Average, TimeSpan Maximum, TimeSpan Jitter)
{
    /// <summary>The part of the probes that was lost, 0 to 1.</summary>
    public double Loss => Sent == 0 ? 0 : (double)(Sent - Received) / Sent;

    /// <summary>Sums up results in the order in which they were asked for.</summary>
    public static EchoSeries Of(IPAddress address, IReadOnlyCollection<EchoResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var trips = results.Where(result => result.Answered).Select(result => result.RoundTrip).ToList();
        return trips.Count == 0
            ? new EchoSeries(address, results.Count, 0, default, default, default, default)
            : new EchoSeries(
                address, results.Count, trips.Count, trips.Min(), Mean(trips), trips.Max(),
                Mean([.. trips.Skip(1).Zip(trips, (later, earlier) => (later - earlier).Duration())]));
    }

    private static TimeSpan Mean(List<TimeSpan> spans) =>
        spans.Count == 0 ? default : TimeSpan.FromTicks(spans.Sum(span => span.Ticks) / spans.Count);
}
