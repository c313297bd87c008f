namespace Nms.Api.Compatibility;

/// <summary>The index of the published paths.</summary>
internal sealed record PublishedIndex(
    string Module,
    string Description,
    string Version,
    string Documentation,
    IReadOnlyDictionary<string, string> Endpoints,
    IReadOnlyDictionary<string, string> Websocket,
    IReadOnlyDictionary<string, object> Features);

/// <summary>The parts of the API.</summary>
internal sealed record ApiIndex(string Name, IReadOnlyDictionary<string, string> Endpoints);
