using Nms.Contracts.Workflows;

namespace Nms.Client.Workflows;

/// <summary>Runs of workflows.</summary>
public sealed class WorkflowRunsClient
{
    // Less than a client waits for an answer.
    private const int WaitSeconds = 20;

    private readonly ApiConnection _connection;

    internal WorkflowRunsClient(ApiConnection connection) => _connection = connection;

    /// <summary>Runs, the newest first; go on with the page's next as cursor.</summary>
    public Task<WorkflowRunListResponse> ListAsync(
        string? workflow = null, WorkflowRunStatus? status = null, Guid? projectId = null, Guid? cursor = null, int? limit = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<WorkflowRunListResponse>(
            new Route("workflow-runs").With("workflow", workflow).With("status", status).With("project_id", projectId).With("cursor", cursor).With("limit", limit), cancellationToken);

    /// <summary>One run; waits so many seconds for its end.</summary>
    public Task<WorkflowRunResponse> GetAsync(Guid runId, int? waitSeconds = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<WorkflowRunResponse>(Route.To($"workflow-runs/{runId}").With("wait", waitSeconds), cancellationToken);

    /// <summary>Waits until a run is over, however long that takes, and shows it.</summary>
    public async Task<WorkflowRunResponse> WaitAsync(Guid runId, CancellationToken cancellationToken = default)
    {
        WorkflowRunResponse run;
        do
        {
            run = await GetAsync(runId, WaitSeconds, cancellationToken).ConfigureAwait(false);
        }
        while (run.Status is WorkflowRunStatus.Running or WorkflowRunStatus.Waiting or WorkflowRunStatus.Paused or WorkflowRunStatus.Compensating);

        return run;
    }

    /// <summary>What happened to a run and what it decided, the oldest first; go on with the page's next as after.</summary>
    public Task<WorkflowHistoryResponse> GetHistoryAsync(Guid runId, long? after = null, int? limit = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<WorkflowHistoryResponse>(Route.To($"workflow-runs/{runId}/history").With("after", after).With("limit", limit), cancellationToken);

    /// <summary>A run with its definition and its whole history, as JSON.</summary>
    public Task<byte[]> ExportAsync(Guid runId, CancellationToken cancellationToken = default) =>
        _connection.GetBytesAsync(Route.To($"workflow-runs/{runId}/history/export"), cancellationToken);

    /// <summary>Gives a run a signal.</summary>
    public Task<WorkflowRunResponse> SignalAsync(Guid runId, SignalWorkflowRunRequest request, CancellationToken cancellationToken = default) =>
        CommandAsync(runId, "signals", request, cancellationToken);

    /// <summary>Approves what a step asks for.</summary>
    public Task<WorkflowRunResponse> ApproveAsync(Guid runId, DecideWorkflowRunRequest request, CancellationToken cancellationToken = default) =>
        CommandAsync(runId, "approve", request, cancellationToken);

    /// <summary>Rejects what a step asks for.</summary>
    public Task<WorkflowRunResponse> RejectAsync(Guid runId, DecideWorkflowRunRequest request, CancellationToken cancellationToken = default) =>
        CommandAsync(runId, "reject", request, cancellationToken);

    /// <summary>Cancels a run; what it did is undone where its definition says how.</summary>
    public Task<WorkflowRunResponse> CancelAsync(Guid runId, string? reason = null, CancellationToken cancellationToken = default) =>
        CommandAsync(runId, "cancel", new CancelWorkflowRunRequest(reason), cancellationToken);

    /// <summary>Lets nothing new begin in a run.</summary>
    public Task<WorkflowRunResponse> PauseAsync(Guid runId, CancellationToken cancellationToken = default) => CommandAsync(runId, "pause", null, cancellationToken);

    /// <summary>Lets a run go on after a pause.</summary>
    public Task<WorkflowRunResponse> ResumeAsync(Guid runId, CancellationToken cancellationToken = default) => CommandAsync(runId, "resume", null, cancellationToken);

    /// <summary>Takes a failed or cancelled run up again, from a step on, or from all that failed.</summary>
    public Task<WorkflowRunResponse> RetryAsync(Guid runId, string? step = null, CancellationToken cancellationToken = default) =>
        CommandAsync(runId, "retry", new RetryWorkflowRunRequest(step), cancellationToken);

    /// <summary>Deletes a run that is over.</summary>
    public Task DeleteAsync(Guid runId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync(HttpMethod.Delete, Route.To($"workflow-runs/{runId}"), null, cancellationToken);

    /// <summary>The files that a run made, by name, by the page.</summary>
    public Task<WorkflowArtifactListResponse> ListArtifactsAsync(Guid runId, int? limit = null, int? offset = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<WorkflowArtifactListResponse>(Route.To($"workflow-runs/{runId}/artifacts").Page(limit, offset), cancellationToken);

    /// <summary>A file that a run made.</summary>
    public Task<byte[]> GetArtifactAsync(Guid runId, string name, CancellationToken cancellationToken = default) =>
        _connection.GetBytesAsync(new Route($"workflow-runs/{runId}/artifacts/{Route.Parts(name)}"), cancellationToken);

    private Task<WorkflowRunResponse> CommandAsync(Guid runId, string command, object? request, CancellationToken cancellationToken) =>
        _connection.SendAsync<WorkflowRunResponse>(HttpMethod.Post, Route.To($"workflow-runs/{runId}/{command}"), request, cancellationToken);
}
