using Nms.Contracts.Access;

namespace Nms.Client.Access;

/// <summary>The session of the caller.</summary>
public sealed class SessionClient
{
    private readonly ApiConnection _connection;

    internal SessionClient(ApiConnection connection) => _connection = connection;

    /// <summary>Signs in with name and password; the answer holds an access token and a refresh token.</summary>
    public Task<TokenResponse> SignInAsync(TokenRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<TokenResponse>(HttpMethod.Post, new Route("auth/token"), request, cancellationToken);

    /// <summary>Exchanges a refresh token for new tokens; it counts once.</summary>
    public Task<TokenResponse> RefreshAsync(RefreshRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<TokenResponse>(HttpMethod.Post, new Route("auth/refresh"), request, cancellationToken);

    /// <summary>Ends the session of a refresh token.</summary>
    public Task SignOutAsync(RefreshRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync(HttpMethod.Post, new Route("auth/logout"), request, cancellationToken);

    /// <summary>Who asks, and what he may do.</summary>
    public Task<MeResponse> GetMeAsync(CancellationToken cancellationToken = default) =>
        _connection.GetAsync<MeResponse>(new Route("auth/me"), cancellationToken);

    /// <summary>Changes the password of the caller.</summary>
    public Task<TokenResponse> ChangePasswordAsync(ChangePasswordRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<TokenResponse>(HttpMethod.Post, new Route("auth/password"), request, cancellationToken);

    /// <summary>A ticket for one WebSocket, for programs that cannot send a header.</summary>
    public Task<TicketResponse> IssueTicketAsync(CancellationToken cancellationToken = default) =>
        _connection.SendAsync<TicketResponse>(HttpMethod.Post, new Route("auth/ticket"), null, cancellationToken);

    /// <summary>Makes a new key that signs tokens; those signed before are refused.</summary>
    public Task RenewSigningKeyAsync(CancellationToken cancellationToken = default) =>
        _connection.SendAsync(HttpMethod.Post, new Route("auth/signing-key"), null, cancellationToken);
}
