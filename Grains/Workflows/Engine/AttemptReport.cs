namespace Nms.Workflows.Engine;

/// <summary>How an attempt ended.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Workflows.Engine.AttemptReport")]
internal sealed record AttemptReport
{
    [Id(0)] public required AttemptId Attempt { get; init; }

    /// <summary>What it gave; null when it failed.</summary>
    [Id(1)] public string? OutputJson { get; init; }

    [Id(2)] public WorkflowError? Error { get; init; }

    [Id(3)] public bool Retryable { get; init; }

    [Id(4)] public TimeSpan? RetryAfter { get; init; }
}
