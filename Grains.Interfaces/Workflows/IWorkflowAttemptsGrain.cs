namespace Nms.Workflows;

/// <summary>What those who work on attempts tell the run (key: its id).</summary>
[Alias("Nms.Workflows.IWorkflowAttemptsGrain")]
public interface IWorkflowAttemptsGrain : IGrainWithGuidKey
{
    /// <summary>Says how an attempt ended. What concerns an attempt that is over already changes nothing.</summary>
    [Alias("ReportAsync")]
    Task ReportAsync([Immutable] AttemptReport report, CancellationToken cancellationToken = default);

    /// <summary>Says that an attempt lives. False when it is not wanted any more.</summary>
    [Alias("BeatAsync")]
    Task<bool> BeatAsync(AttemptId attempt, double? progress, string? checkpointJson, CancellationToken cancellationToken = default);
}
