namespace Nms.Api.Compatibility;

/// <summary>The GNS3 projects beside what modules and services told of themselves.</summary>
internal sealed record IntegrationTopology(
    IReadOnlyList<PublishedProject> Gns3Topology,
    IReadOnlyDictionary<string, object> DockerServices,
    IReadOnlyDictionary<string, object> ModulesTopology,
    IReadOnlyDictionary<string, ModuleIntegration> IntegrationMap,
    DateTimeOffset ConsolidationTime);

/// <summary>How a module stands with GNS3.</summary>
internal sealed record ModuleIntegration(bool Gns3Integrated, DateTimeOffset? LastUpdate, string HealthStatus);
