namespace Nms.Contracts.Projects;

/// <summary>Projects of every GNS3 server.</summary>
/// <param name="Projects">By name.</param>
public sealed record ProjectListResponse(IReadOnlyList<ProjectResponse> Projects) : Page;
