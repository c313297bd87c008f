namespace Nms.Api.Compatibility;

/// <summary>How a module talks to the GNS3 service: the calls it has, and the WebSocket it listens on.</summary>
internal sealed record ModuleInterfaceAnswer(
    bool Success, string ModuleName, bool InterfaceCreated, IReadOnlyList<string> AvailableMethods, string WebsocketUrl, DateTimeOffset Timestamp);

/// <summary>The same as the second form tells it. Names that are no subscriptions are in the last list and have no effect.</summary>
internal sealed record ModuleSubscriptionsAnswer(
    bool Success,
    string ModuleName,
    string InterfaceId,
    IReadOnlyList<string> Subscriptions,
    IReadOnlyList<string> IgnoredSubscriptions,
    IReadOnlyList<string> AvailableMethods,
    string WebsocketUrl,
    DateTimeOffset Timestamp);
