namespace Nms.Api.Compatibility;

/// <summary>The hub was started or stopped.</summary>
internal sealed record HubDone(string Message, DateTimeOffset Timestamp);
