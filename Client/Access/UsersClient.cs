using Nms.Contracts.Access;

namespace Nms.Client.Access;

/// <summary>Users.</summary>
public sealed class UsersClient
{
    private readonly ApiConnection _connection;

    internal UsersClient(ApiConnection connection) => _connection = connection;

    /// <summary>Users, by the page.</summary>
    public Task<UserListResponse> ListAsync(string? name = null, string? role = null, int? limit = null, int? offset = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<UserListResponse>(new Route("users").With("name", name).With("role", role).Page(limit, offset), cancellationToken);

    /// <summary>One user.</summary>
    public Task<UserResponse> GetAsync(Guid userId, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<UserResponse>(Route.To($"users/{userId}"), cancellationToken);

    /// <summary>Creates a user.</summary>
    public Task<UserResponse> CreateAsync(CreateUserRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<UserResponse>(HttpMethod.Post, new Route("users"), request, cancellationToken);

    /// <summary>Changes what is set in the request.</summary>
    public Task<UserResponse> UpdateAsync(Guid userId, UpdateUserRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<UserResponse>(HttpMethod.Patch, Route.To($"users/{userId}"), request, cancellationToken);

    /// <summary>Deletes a user.</summary>
    public Task DeleteAsync(Guid userId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync(HttpMethod.Delete, Route.To($"users/{userId}"), null, cancellationToken);

    /// <summary>Gives a user a new password and ends his sessions.</summary>
    public Task<UserResponse> SetPasswordAsync(Guid userId, SetPasswordRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<UserResponse>(HttpMethod.Put, Route.To($"users/{userId}/password"), request, cancellationToken);

    /// <summary>Ends all sessions of a user.</summary>
    public Task<UserResponse> SignOutAsync(Guid userId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<UserResponse>(HttpMethod.Post, Route.To($"users/{userId}/sign-out"), null, cancellationToken);
}
