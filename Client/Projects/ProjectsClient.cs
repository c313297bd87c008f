using Nms.Contracts.Projects;

namespace Nms.Client.Projects;

/// <summary>Projects, and the actions on all nodes of one.</summary>
public sealed class ProjectsClient
{
    private readonly ApiConnection _connection;

    internal ProjectsClient(ApiConnection connection) => _connection = connection;

    /// <summary>Projects of every GNS3 server, by the page.</summary>
    public Task<ProjectListResponse> ListAsync(string? server = null, ProjectStatus? status = null, string? name = null, bool? refresh = null, int? limit = null, int? offset = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<ProjectListResponse>(new Route("projects").With("server", server).With("status", status).With("name", name).With("refresh", refresh).Page(limit, offset), cancellationToken);

    /// <summary>One project.</summary>
    public Task<ProjectResponse> GetAsync(Guid projectId, bool? refresh = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<ProjectResponse>(Route.To($"projects/{projectId}").With("refresh", refresh), cancellationToken);

    /// <summary>Creates a project.</summary>
    public Task<ProjectResponse> CreateAsync(CreateProjectRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<ProjectResponse>(HttpMethod.Post, new Route("projects"), request, cancellationToken);

    /// <summary>Changes what is set in the request.</summary>
    public Task<ProjectResponse> UpdateAsync(Guid projectId, UpdateProjectRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<ProjectResponse>(HttpMethod.Patch, Route.To($"projects/{projectId}"), request, cancellationToken);

    /// <summary>Deletes a project and its files.</summary>
    public Task DeleteAsync(Guid projectId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync(HttpMethod.Delete, Route.To($"projects/{projectId}"), null, cancellationToken);

    /// <summary>Opens a project.</summary>
    public Task<ProjectResponse> OpenAsync(Guid projectId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<ProjectResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/open"), null, cancellationToken);

    /// <summary>Closes a project, which stops its nodes.</summary>
    public Task<ProjectResponse> CloseAsync(Guid projectId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<ProjectResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/close"), null, cancellationToken);

    /// <summary>Compares the model with GNS3 now.</summary>
    public Task<ProjectResponse> RefreshAsync(Guid projectId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<ProjectResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/refresh"), null, cancellationToken);

    /// <summary>Copies a project.</summary>
    public Task<ProjectResponse> DuplicateAsync(Guid projectId, DuplicateProjectRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<ProjectResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/duplicate"), request, cancellationToken);

    /// <summary>How many nodes, links, drawings and snapshots a project has.</summary>
    public Task<ProjectStatsResponse> GetStatsAsync(Guid projectId, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<ProjectStatsResponse>(Route.To($"projects/{projectId}/stats"), cancellationToken);

    /// <summary>Starts every node of a project; the answer tells of each.</summary>
    public Task<NodesCommandResponse> StartAllNodesAsync(Guid projectId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<NodesCommandResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/nodes/start"), null, cancellationToken);

    /// <summary>Stops every node of a project; the answer tells of each.</summary>
    public Task<NodesCommandResponse> StopAllNodesAsync(Guid projectId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<NodesCommandResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/nodes/stop"), null, cancellationToken);

    /// <summary>Suspends every node of a project; the answer tells of each.</summary>
    public Task<NodesCommandResponse> SuspendAllNodesAsync(Guid projectId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<NodesCommandResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/nodes/suspend"), null, cancellationToken);

    /// <summary>Reloads every node of a project; the answer tells of each.</summary>
    public Task<NodesCommandResponse> ReloadAllNodesAsync(Guid projectId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<NodesCommandResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/nodes/reload"), null, cancellationToken);
}
