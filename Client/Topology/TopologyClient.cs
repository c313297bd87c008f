using Nms.Contracts.Topology;

namespace Nms.Client.Topology;

/// <summary>Nodes, links and drawings of a project as one value.</summary>
public sealed class TopologyClient
{
    private readonly ApiConnection _connection;

    internal TopologyClient(ApiConnection connection) => _connection = connection;

    /// <summary>Every project with its nodes, links and drawings.</summary>
    public Task<TopologyListResponse> ListAsync(bool? refresh = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<TopologyListResponse>(new Route("topology").With("refresh", refresh), cancellationToken);

    /// <summary>Nodes, links and drawings of a project.</summary>
    public Task<TopologyResponse> GetAsync(Guid projectId, bool? refresh = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<TopologyResponse>(Route.To($"projects/{projectId}/topology").With("refresh", refresh), cancellationToken);

    /// <summary>The drawing beside the network as it shows itself; all links, or those of one state.</summary>
    public Task<DriftReportResponse> GetDriftAsync(Guid projectId, DriftState? state = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<DriftReportResponse>(Route.To($"projects/{projectId}/topology/drift").With("state", state), cancellationToken);

    /// <summary>The same as a graph for other programs, UTF-8: graphml or dot.</summary>
    public Task<byte[]> ExportDriftAsync(Guid projectId, string format, DriftState? state = null, CancellationToken cancellationToken = default) =>
        _connection.GetBytesAsync(Route.To($"projects/{projectId}/topology/drift").With("state", state).With("format", format), cancellationToken);
}
