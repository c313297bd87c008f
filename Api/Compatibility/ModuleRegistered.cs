namespace Nms.Api.Compatibility;

/// <summary>A module was registered.</summary>
internal sealed record ModuleRegistered(string Message, IReadOnlyList<string> Capabilities, IReadOnlyList<string> Changed, DateTimeOffset Timestamp);
