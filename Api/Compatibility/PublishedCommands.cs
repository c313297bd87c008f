namespace Nms.Api.Compatibility;

/// <summary>What a command on a node did.</summary>
internal sealed record PublishedCommand(
    bool Success,
    string NodeId,
    string ProjectId,
    string Action,
    string OldStatus,
    string NewStatus,
    string Message,
    DateTimeOffset Timestamp);

/// <summary>What a restart did, in its two halves.</summary>
internal sealed record PublishedRestart(
    bool Success,
    string NodeId,
    string ProjectId,
    string Action,
    string OldStatus,
    string NewStatus,
    string Message,
    PublishedHalf StopResult,
    PublishedHalf StartResult,
    DateTimeOffset Timestamp);

/// <summary>One half of a restart.</summary>
internal sealed record PublishedHalf(bool Success, string NodeId, string OldStatus, string NewStatus);

/// <summary>What starting a project did, by node.</summary>
internal sealed record PublishedProjectStart(
    bool Success,
    string Status,
    string ProjectId,
    int TotalNodes,
    int StartedNodes,
    int FailedNodes,
    IReadOnlyDictionary<string, PublishedNodeOutcome> Results,
    DateTimeOffset Timestamp);

/// <summary>The same, as the v1 paths list it.</summary>
internal sealed record PublishedProjectStartList(
    bool Success,
    string Status,
    string ProjectId,
    int TotalNodes,
    int NodesStarted,
    int NodesFailed,
    IReadOnlyList<PublishedNodeOutcome> Results,
    DateTimeOffset Timestamp);

/// <summary>What starting a project did to one node.</summary>
internal sealed record PublishedNodeOutcome(
    bool Success, string NodeId, string NodeName, string OldStatus, string NewStatus, string? Result, string? Error);

/// <summary>The topology after it was read anew.</summary>
internal sealed record PublishedRefresh(bool Success, PublishedTopology Topology, DateTimeOffset RefreshTime);
