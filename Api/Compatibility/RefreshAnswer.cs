namespace Nms.Api.Compatibility;

/// <summary>What reading everything from GNS3 brought; <paramref name="Errors"/> holds the reason of each server that could not be read.</summary>
internal sealed record RefreshAnswer(
    bool Success, PublishedTopology Topology, DateTimeOffset RefreshTime, IReadOnlyDictionary<string, string> Errors);
