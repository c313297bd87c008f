using Nms.Contracts.Messaging;

namespace Nms.Client.Messaging;

/// <summary>The hub of messages as a whole.</summary>
public sealed class HubClient
{
    private readonly ApiConnection _connection;

    internal HubClient(ApiConnection connection) => _connection = connection;

    /// <summary>How the hub is doing.</summary>
    public Task<HubResponse> GetAsync(CancellationToken cancellationToken = default) =>
        _connection.GetAsync<HubResponse>(new Route("hub"), cancellationToken);

    /// <summary>Takes new messages again.</summary>
    public Task<HubResponse> StartAsync(CancellationToken cancellationToken = default) =>
        _connection.SendAsync<HubResponse>(HttpMethod.Post, new Route("hub/start"), null, cancellationToken);

    /// <summary>Takes no new messages and finishes what there is.</summary>
    public Task<HubResponse> StopAsync(CancellationToken cancellationToken = default) =>
        _connection.SendAsync<HubResponse>(HttpMethod.Post, new Route("hub/stop"), null, cancellationToken);
}
