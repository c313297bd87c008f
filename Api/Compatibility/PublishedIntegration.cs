namespace Nms.Api.Compatibility;

/// <summary>The answer to "is GNS3 there".</summary>
internal sealed record PublishedDetection(
    bool Available,
    string Host,
    int Port,
    string? Version,
    int ProjectsCount,
    DateTimeOffset DetectionTime,
    double ResponseTimeMs,
    string? Error);

/// <summary>A project in the published list.</summary>
internal sealed record PublishedProjectEntry(
    string ProjectId, string Name, string Status, string? Path, int NodeCount, IReadOnlyList<PublishedNode> Nodes);

/// <summary>The labs beside what the modules know. Modules and containers that nobody reported are left out.</summary>
internal sealed record PublishedIntegration(
    IReadOnlyList<PublishedProject> Gns3Topology,
    IReadOnlyDictionary<string, object> DockerServices,
    IReadOnlyDictionary<string, object> ModulesTopology,
    IReadOnlyDictionary<string, PublishedIntegrationEntry> IntegrationMap,
    DateTimeOffset ConsolidationTime);

/// <summary>How one module takes part.</summary>
internal sealed record PublishedIntegrationEntry(bool Gns3Integrated, DateTimeOffset? LastUpdate, string HealthStatus);
