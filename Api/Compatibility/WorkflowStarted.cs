using System.Text.Json;

namespace Nms.Api.Compatibility;

/// <summary>A workflow run began. Its id is there twice: clients of the former hub read task_id.</summary>
internal sealed record WorkflowStarted(Guid WorkflowId, Guid TaskId, string WorkflowName, string Status, JsonElement InitialData, DateTimeOffset Timestamp);
