namespace Nms.Api.Compatibility;

/// <summary>A project after it was opened or closed.</summary>
internal sealed record ProjectStateAnswer(bool Success, Guid ProjectId, string Name, string Status, string Message, DateTimeOffset Timestamp);
