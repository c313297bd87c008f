using System.Text.Json;

namespace Nms.Api.Compatibility;

/// <summary>A task began: a workflow run, whose id is the task's.</summary>
internal sealed record TaskTriggered(
    Guid TaskId, string TaskName, string Status, IReadOnlyList<string> Args, JsonElement Kwargs, int Countdown, DateTimeOffset Timestamp);

/// <summary>One of several tasks that began.</summary>
internal sealed record TriggeredTask(Guid TaskId, string TaskName);

/// <summary>Several tasks began; those that this platform has no workflow for are told apart.</summary>
internal sealed record TasksTriggered(
    string Status, string Action, IReadOnlyList<TriggeredTask> TriggeredTasks, IReadOnlyList<string> UnavailableTasks, IReadOnlyList<string>? ScanRanges, DateTimeOffset Timestamp);

/// <summary>The tasks that may be triggered, sorted.</summary>
internal sealed record TaskList(IReadOnlyList<string> AvailableTasks, int TotalCount, DateTimeOffset Timestamp);
