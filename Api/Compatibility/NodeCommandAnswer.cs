using System.Text.Json.Serialization;

namespace Nms.Api.Compatibility;

/// <summary>What a command on a node did. The results of its steps are there for a restart.</summary>
internal sealed record NodeCommandAnswer(
    bool Success,
    Guid NodeId,
    Guid ProjectId,
    string NodeName,
    string Action,
    string OldStatus,
    string NewStatus,
    string Message,
    DateTimeOffset Timestamp)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RestartStop? StopResult { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RestartStart? StartResult { get; init; }
}

/// <summary>The first half of a restart.</summary>
internal sealed record RestartStop(bool Success, Guid NodeId, string OldStatus, string NewStatus);

/// <summary>The second half of a restart.</summary>
internal sealed record RestartStart(bool Success, Guid NodeId, string OldStatus, string NewStatus);
