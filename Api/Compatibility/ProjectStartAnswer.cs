using System.Text.Json.Serialization;

namespace Nms.Api.Compatibility;

/// <summary>What starting a project did, by node. Success means that at least one node is started.</summary>
internal sealed record ProjectStartAnswer(
    bool Success,
    string Status,
    Guid ProjectId,
    int TotalNodes,
    int StartedNodes,
    IReadOnlyDictionary<Guid, NodeStart> Results,
    DateTimeOffset Timestamp);

/// <summary>What starting a project did, as the second form tells it.</summary>
internal sealed record ProjectStartV1Answer(
    bool Success, string Status, Guid ProjectId, int NodesStarted, int NodesFailed, IReadOnlyList<NodeStart> Results, DateTimeOffset Timestamp);

/// <summary>What starting a project did, as the GNS3 application tells it. Completed is false when the time was over first.</summary>
internal sealed record NodesStartAnswer(
    bool Success,
    string Status,
    string Message,
    Guid ProjectId,
    int TotalNodes,
    IReadOnlyList<NodeStart> StartedNodes,
    IReadOnlyList<NodeStart> FailedNodes,
    bool Completed,
    DateTimeOffset Timestamp);

/// <summary>What became of one node.</summary>
internal sealed record NodeStart(
    bool Success,
    Guid NodeId,
    string Name,
    string OldStatus,
    string NewStatus,
    string Result,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error);
