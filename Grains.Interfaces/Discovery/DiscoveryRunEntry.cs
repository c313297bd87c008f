namespace Nms.Discovery;

/// <summary>A run as the directory lists it.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="ScopeKey">Names its scope: equal scopes have equal keys.</param>
/// <param name="ProjectId">Its project; null outside of labs.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Status">How it is.</param>
[GenerateSerializer, Immutable, Alias("Nms.Discovery.DiscoveryRunEntry")]
public sealed record DiscoveryRunEntry(
    [property: Id(0)] Guid RunId,
    [property: Id(1)] string ScopeKey,
    [property: Id(2)] Guid? ProjectId,
    [property: Id(3)] DateTimeOffset StartedAt,
    [property: Id(4)] DiscoveryRunStatus Status);
