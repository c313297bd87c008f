namespace Nms.Api.Compatibility;

/// <summary>
/// How a module follows events: everything it needs is in the address, so that any silo serves it and nothing is kept.
/// </summary>
internal sealed record PublishedModuleInterface(
    bool Success,
    string ModuleName,
    bool InterfaceCreated,
    string InterfaceId,
    string WebsocketUrl,
    IReadOnlyList<string> Subscriptions,
    IReadOnlyList<string> IgnoredSubscriptions,
    IReadOnlyList<string> AvailableMethods,
    DateTimeOffset Timestamp);
