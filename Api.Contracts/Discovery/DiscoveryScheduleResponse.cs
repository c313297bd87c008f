namespace Nms.Contracts.Discovery;

/// <summary>A discovery run that is made again and again.</summary>
/// <param name="ScheduleId">Its id.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scope">What it looks at, and how.</param>
/// <param name="EverySeconds">Seconds from one beginning to the next.</param>
/// <param name="JitterSeconds">It begins up to so many seconds later.</param>
/// <param name="Enabled">Whether it runs.</param>
/// <param name="OwnerName">Who made it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="NextAt">When it runs next.</param>
/// <param name="LastRunId">Its last run.</param>
/// <param name="LastError">Why the last run could not be started.</param>
public sealed record DiscoveryScheduleResponse(
    Guid ScheduleId,
    string Name,
    DiscoveryScopeResponse Scope,
    double EverySeconds,
    double JitterSeconds,
    bool Enabled,
    string OwnerName,
    DateTimeOffset CreatedAt,
    DateTimeOffset? NextAt,
    Guid? LastRunId,
    string? LastError);
