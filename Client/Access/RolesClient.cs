using Nms.Contracts.Access;

namespace Nms.Client.Access;

/// <summary>Roles.</summary>
public sealed class RolesClient
{
    private readonly ApiConnection _connection;

    internal RolesClient(ApiConnection connection) => _connection = connection;

    /// <summary>Roles, by the page.</summary>
    public Task<RoleListResponse> ListAsync(int? limit = null, int? offset = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<RoleListResponse>(new Route("roles").Page(limit, offset), cancellationToken);

    /// <summary>One role.</summary>
    public Task<RoleResponse> GetAsync(string role, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<RoleResponse>(Route.To($"roles/{role}"), cancellationToken);

    /// <summary>Creates a role.</summary>
    public Task<RoleResponse> CreateAsync(RoleRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<RoleResponse>(HttpMethod.Post, new Route("roles"), request, cancellationToken);

    /// <summary>Replaces a role.</summary>
    public Task<RoleResponse> ReplaceAsync(string role, RoleRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<RoleResponse>(HttpMethod.Put, Route.To($"roles/{role}"), request, cancellationToken);

    /// <summary>Deletes a role.</summary>
    public Task DeleteAsync(string role, CancellationToken cancellationToken = default) =>
        _connection.SendAsync(HttpMethod.Delete, Route.To($"roles/{role}"), null, cancellationToken);
}
