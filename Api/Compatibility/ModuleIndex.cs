namespace Nms.Api.Compatibility;

/// <summary>What the common module serves.</summary>
internal sealed record ModuleIndex(
    string Module,
    string Description,
    string Version,
    string Documentation,
    IReadOnlyDictionary<string, string> Endpoints,
    IReadOnlyDictionary<string, string> Websocket,
    IReadOnlyDictionary<string, string> Features);

/// <summary>Where the hub's interfaces begin.</summary>
internal sealed record HubIndex(string Name, string Version, string Documentation, IReadOnlyDictionary<string, string> Endpoints);
