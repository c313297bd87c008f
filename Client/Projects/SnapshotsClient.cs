using Nms.Contracts.Projects;
using Nms.Contracts.Topology;

namespace Nms.Client.Projects;

/// <summary>Snapshots of projects.</summary>
public sealed class SnapshotsClient
{
    private readonly ApiConnection _connection;

    internal SnapshotsClient(ApiConnection connection) => _connection = connection;

    /// <summary>Snapshots of a project.</summary>
    public Task<SnapshotListResponse> ListAsync(Guid projectId, int? limit = null, int? offset = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<SnapshotListResponse>(Route.To($"projects/{projectId}/snapshots").Page(limit, offset), cancellationToken);

    /// <summary>Takes a snapshot.</summary>
    public Task<SnapshotResponse> CreateAsync(Guid projectId, CreateSnapshotRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<SnapshotResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/snapshots"), request, cancellationToken);

    /// <summary>Puts a project back to a snapshot. GNS3 gives nodes and links new ids.</summary>
    public Task<TopologyResponse> RestoreAsync(Guid projectId, Guid snapshotId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<TopologyResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/snapshots/{snapshotId}/restore"), null, cancellationToken);

    /// <summary>Deletes a snapshot.</summary>
    public Task DeleteAsync(Guid projectId, Guid snapshotId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync(HttpMethod.Delete, Route.To($"projects/{projectId}/snapshots/{snapshotId}"), null, cancellationToken);
}
