namespace Nms.Api.Compatibility;

/// <summary>What came of the workflow runs of a session.</summary>
/// <param name="SessionId">The session; null for all of them.</param>
/// <param name="TotalAlerts">Critical events since the first of the runs began.</param>
/// <param name="ActivatedModules">Modules of which a step completed.</param>
/// <param name="Runs">The runs, the newest first.</param>
/// <param name="Timestamp">When this was read.</param>
internal sealed record SessionResults(
    string? SessionId, int TotalAlerts, IReadOnlyList<string> ActivatedModules, IReadOnlyList<SessionRun> Runs, DateTimeOffset Timestamp);

/// <summary>One run of it.</summary>
internal sealed record SessionRun(Guid WorkflowId, string WorkflowName, string Status, double Progress, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);
