using Nms.Contracts.Access;

namespace Nms.Client.Access;

/// <summary>API keys.</summary>
public sealed class ApiKeysClient
{
    private readonly ApiConnection _connection;

    internal ApiKeysClient(ApiConnection connection) => _connection = connection;

    /// <summary>API keys, by the page.</summary>
    public Task<ApiKeyListResponse> ListAsync(Guid? owner = null, int? limit = null, int? offset = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<ApiKeyListResponse>(new Route("api-keys").With("owner", owner).Page(limit, offset), cancellationToken);

    /// <summary>One API key, without its secret.</summary>
    public Task<ApiKeyResponse> GetAsync(Guid keyId, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<ApiKeyResponse>(Route.To($"api-keys/{keyId}"), cancellationToken);

    /// <summary>Creates an API key; its secret is in this answer and nowhere else.</summary>
    public Task<CreatedApiKeyResponse> CreateAsync(CreateApiKeyRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<CreatedApiKeyResponse>(HttpMethod.Post, new Route("api-keys"), request, cancellationToken);

    /// <summary>Revokes an API key.</summary>
    public Task RevokeAsync(Guid keyId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync(HttpMethod.Delete, Route.To($"api-keys/{keyId}"), null, cancellationToken);
}
