using Nms.Contracts.Gns3;

namespace Nms.Client.Gns3;

/// <summary>GNS3 servers, their computes and templates.</summary>
public sealed class ServersClient
{
    private readonly ApiConnection _connection;

    internal ServersClient(ApiConnection connection) => _connection = connection;

    /// <summary>The configured GNS3 servers.</summary>
    public Task<ServerListResponse> ListAsync(CancellationToken cancellationToken = default) =>
        _connection.GetAsync<ServerListResponse>(new Route("servers"), cancellationToken);

    /// <summary>One GNS3 server.</summary>
    public Task<ServerResponse> GetAsync(string name, bool? refresh = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<ServerResponse>(Route.To($"servers/{name}").With("refresh", refresh), cancellationToken);

    /// <summary>Compares the model with a GNS3 server now.</summary>
    public Task<ServerResponse> RefreshAsync(string name, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<ServerResponse>(HttpMethod.Post, Route.To($"servers/{name}/refresh"), null, cancellationToken);

    /// <summary>Computes of a GNS3 server.</summary>
    public Task<ComputeListResponse> ListComputesAsync(string name, bool? refresh = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<ComputeListResponse>(Route.To($"servers/{name}/computes").With("refresh", refresh), cancellationToken);

    /// <summary>Templates of a GNS3 server, by the page.</summary>
    public Task<TemplateListResponse> ListTemplatesAsync(string name, bool? refresh = null, int? limit = null, int? offset = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<TemplateListResponse>(Route.To($"servers/{name}/templates").With("refresh", refresh).Page(limit, offset), cancellationToken);
}
