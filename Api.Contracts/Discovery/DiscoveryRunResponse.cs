namespace Nms.Contracts.Discovery;

/// <summary>A discovery run, also while it goes on.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="Status">How it is.</param>
/// <param name="Phase">What it does now: listing, sweeping, profiling, resolving, judging; null when it is over.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="ProjectName">The project's name.</param>
/// <param name="RequestedBy">Who asked for it.</param>
/// <param name="ScheduleId">The schedule that asked.</param>
/// <param name="Scope">What it looks at, and how.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="CompletedAt">When it ended.</param>
/// <param name="Joined">True when it was under way already and the request that began it is another one.</param>
/// <param name="TargetCount">Targets found so far.</param>
/// <param name="DoneCount">Targets that are done.</param>
/// <param name="AddressesSwept">Addresses that were asked.</param>
/// <param name="Resumed">How often it was taken up again, by another silo after the death of one.</param>
/// <param name="Targets">All targets.</param>
/// <param name="Notes">What else is to be told.</param>
/// <param name="Comparison">Against the run before of the same scope; null while it runs and for the first.</param>
public sealed record DiscoveryRunResponse(
    Guid RunId,
    DiscoveryRunStatus Status,
    string? Phase,
    string? Error,
    string? ProjectName,
    string RequestedBy,
    Guid? ScheduleId,
    DiscoveryScopeResponse Scope,
    DateTimeOffset StartedAt,
    DateTimeOffset? CompletedAt,
    bool Joined,
    int TargetCount,
    int DoneCount,
    long AddressesSwept,
    int Resumed,
    IReadOnlyList<DiscoveryTargetResponse> Targets,
    IReadOnlyList<string> Notes,
    DiscoveryComparisonResponse? Comparison);
