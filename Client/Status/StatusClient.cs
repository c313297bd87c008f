using Nms.Contracts.Status;

namespace Nms.Client.Status;

/// <summary>How the platform is doing.</summary>
public sealed class StatusClient
{
    private readonly ApiConnection _connection;

    internal StatusClient(ApiConnection connection) => _connection = connection;

    /// <summary>Servers, model, calls to GNS3 and events of the silo that answers.</summary>
    public Task<StatusResponse> GetAsync(CancellationToken cancellationToken = default) =>
        _connection.GetAsync<StatusResponse>(new Route("status"), cancellationToken);
}
