using Nms.Contracts.Discovery;

namespace Nms.Client.Discovery;

/// <summary>Discovery runs and schedules.</summary>
public sealed class DiscoveryClient
{
    private readonly ApiConnection _connection;

    internal DiscoveryClient(ApiConnection connection) => _connection = connection;

    /// <summary>Begins a run, or joins the one of the same scope that is under way; waits so many seconds for its end.</summary>
    public Task<DiscoveryRunResponse> StartAsync(StartDiscoveryRequest request, int? waitSeconds = null, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<DiscoveryRunResponse>(HttpMethod.Post, new Route("discovery-runs").With("wait_seconds", waitSeconds), request, cancellationToken);

    /// <summary>The runs that are kept, the newest first, by the page.</summary>
    public Task<DiscoveryRunListResponse> ListAsync(Guid? projectId = null, int? limit = null, int? offset = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<DiscoveryRunListResponse>(new Route("discovery-runs").With("project_id", projectId).Page(limit, offset), cancellationToken);

    /// <summary>One run; waits so many seconds for its end.</summary>
    public Task<DiscoveryRunResponse> GetAsync(Guid runId, int? waitSeconds = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<DiscoveryRunResponse>(Route.To($"discovery-runs/{runId}").With("wait_seconds", waitSeconds), cancellationToken);

    /// <summary>Ends a run.</summary>
    public Task<DiscoveryRunResponse> CancelAsync(Guid runId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<DiscoveryRunResponse>(HttpMethod.Post, Route.To($"discovery-runs/{runId}/cancel"), null, cancellationToken);

    /// <summary>Schedules by name, by the page.</summary>
    public Task<DiscoveryScheduleListResponse> ListSchedulesAsync(int? limit = null, int? offset = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<DiscoveryScheduleListResponse>(new Route("discovery-schedules").Page(limit, offset), cancellationToken);

    /// <summary>Has a run made again and again.</summary>
    public Task<DiscoveryScheduleResponse> CreateScheduleAsync(SaveDiscoveryScheduleRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<DiscoveryScheduleResponse>(HttpMethod.Post, new Route("discovery-schedules"), request, cancellationToken);

    /// <summary>Replaces a schedule.</summary>
    public Task<DiscoveryScheduleResponse> ReplaceScheduleAsync(Guid scheduleId, SaveDiscoveryScheduleRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<DiscoveryScheduleResponse>(HttpMethod.Put, Route.To($"discovery-schedules/{scheduleId}"), request, cancellationToken);

    /// <summary>Deletes a schedule.</summary>
    public Task DeleteScheduleAsync(Guid scheduleId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync(HttpMethod.Delete, Route.To($"discovery-schedules/{scheduleId}"), null, cancellationToken);
}
