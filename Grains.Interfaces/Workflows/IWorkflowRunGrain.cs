using Orleans.Concurrency;

namespace Nms.Workflows;

/// <summary>One workflow run (key: its id). What a method promises is on disk when it returns; repeating a call repeats nothing.</summary>
/// <remarks>Methods other than <see cref="FindAsync"/> throw <see cref="NotFoundException"/> workflow_run_not_found.</remarks>
[Alias("Nms.Workflows.IWorkflowRunGrain")]
public interface IWorkflowRunGrain : IGrainWithGuidKey
{
    /// <summary>Shows it, or null.</summary>
    [Alias("FindAsync"), AlwaysInterleave]
    ValueTask<WorkflowRunSnapshot?> FindAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits until it is over, and shows it as it is then or when the wait is.</summary>
    /// <param name="most">How long; 90 s at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [Alias("WaitAsync"), AlwaysInterleave, ResponseTimeout("00:02:00")]
    Task<WorkflowRunSnapshot> WaitAsync(TimeSpan most, CancellationToken cancellationToken = default);

    /// <summary>Looks after it: goes on with what is owed, on this silo if on no other.</summary>
    [Alias("WakeAsync")]
    Task WakeAsync(CancellationToken cancellationToken = default);

    /// <summary>Gives it a signal, which the step that waits for it takes, now or later.</summary>
    /// <exception cref="ConflictException">run_already_finished, or too many signals that nothing takes.</exception>
    [Alias("SignalAsync")]
    Task<WorkflowRunSnapshot> SignalAsync(string name, string dataJson, string by, Guid signalId, CancellationToken cancellationToken = default);

    /// <summary>Approves or rejects what a step asks for.</summary>
    /// <exception cref="ConflictException">The step does not wait for an approval.</exception>
    [Alias("DecideAsync")]
    Task<WorkflowRunSnapshot> DecideAsync(string step, bool approve, string? comment, string by, CancellationToken cancellationToken = default);

    /// <summary>Cancels it: what is under way is called off, what was done is undone where the definition says how.</summary>
    [Alias("CancelAsync")]
    Task<WorkflowRunSnapshot> CancelAsync(string by, string? reason, CancellationToken cancellationToken = default);

    /// <summary>Lets nothing new begin.</summary>
    [Alias("PauseAsync")]
    Task<WorkflowRunSnapshot> PauseAsync(string by, CancellationToken cancellationToken = default);

    /// <summary>Goes on after a pause.</summary>
    [Alias("ResumeAsync")]
    Task<WorkflowRunSnapshot> ResumeAsync(string by, CancellationToken cancellationToken = default);

    /// <summary>Takes a failed or cancelled run up again: from a step on, or from all that failed; what was undone is done again.</summary>
    /// <exception cref="ConflictException">It is not over, or it completed.</exception>
    [Alias("RetryAsync")]
    Task<WorkflowRunSnapshot> RetryAsync(string? step, string by, CancellationToken cancellationToken = default);

    /// <summary>Forgets it, when it is over.</summary>
    [Alias("ForgetAsync")]
    Task ForgetAsync(CancellationToken cancellationToken = default);
}
