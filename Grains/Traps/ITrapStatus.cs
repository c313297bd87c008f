using System.Collections.Immutable;

namespace Nms.Traps;

/// <summary>What this silo hears of traps.</summary>
public interface ITrapStatus
{
    /// <summary>The state at present.</summary>
    TrapReport Read();
}

/// <summary>Where traps are listened to, and what was counted since the start.</summary>
/// <param name="Listening">Addresses that are listened to.</param>
/// <param name="Failures">Addresses that cannot be, each with the reason.</param>
/// <param name="Received">Datagrams received.</param>
/// <param name="Recorded">Notifications that are events in the log.</param>
/// <param name="Malformed">Datagrams that were no notification.</param>
/// <param name="Refused">Notifications of a wrong community, user, signature or time.</param>
/// <param name="Throttled">Datagrams beyond the rate of their sender or of all.</param>
/// <param name="Dropped">Notifications for which there was no room in the queue.</param>
/// <param name="Waiting">Notifications that wait for the log.</param>
/// <param name="LastRefused">Who was refused last.</param>
public sealed record TrapReport(
    ImmutableArray<string> Listening,
    ImmutableArray<string> Failures,
    long Received,
    long Recorded,
    long Malformed,
    long Refused,
    long Throttled,
    long Dropped,
    long Waiting,
    string? LastRefused);
