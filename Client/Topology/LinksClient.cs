using Nms.Contracts.Topology;

namespace Nms.Client.Topology;

/// <summary>Links and captures.</summary>
public sealed class LinksClient
{
    private readonly ApiConnection _connection;

    internal LinksClient(ApiConnection connection) => _connection = connection;

    /// <summary>Links of a project, by the page.</summary>
    public Task<LinkListResponse> ListAsync(Guid projectId, bool? refresh = null, int? limit = null, int? offset = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<LinkListResponse>(Route.To($"projects/{projectId}/links").With("refresh", refresh).Page(limit, offset), cancellationToken);

    /// <summary>One link.</summary>
    public Task<LinkResponse> GetAsync(Guid projectId, Guid linkId, bool? refresh = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<LinkResponse>(Route.To($"projects/{projectId}/links/{linkId}").With("refresh", refresh), cancellationToken);

    /// <summary>Connects two ports.</summary>
    public Task<LinkResponse> CreateAsync(Guid projectId, CreateLinkRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<LinkResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/links"), request, cancellationToken);

    /// <summary>Changes what is set in the request: filters, suspension.</summary>
    public Task<LinkResponse> UpdateAsync(Guid projectId, Guid linkId, UpdateLinkRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<LinkResponse>(HttpMethod.Patch, Route.To($"projects/{projectId}/links/{linkId}"), request, cancellationToken);

    /// <summary>Deletes a link.</summary>
    public Task DeleteAsync(Guid projectId, Guid linkId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync(HttpMethod.Delete, Route.To($"projects/{projectId}/links/{linkId}"), null, cancellationToken);

    /// <summary>Starts a capture.</summary>
    public Task<LinkResponse> StartCaptureAsync(Guid projectId, Guid linkId, StartCaptureRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<LinkResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/links/{linkId}/capture/start"), request, cancellationToken);

    /// <summary>Stops a capture.</summary>
    public Task<LinkResponse> StopCaptureAsync(Guid projectId, Guid linkId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<LinkResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/links/{linkId}/capture/stop"), null, cancellationToken);
}
