namespace Nms.Workflows;

/// <summary>How an attempt ended.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Workflows.AttemptReport")]
public sealed record AttemptReport
{
    /// <summary>The attempt.</summary>
    [Id(0)] public required AttemptId Attempt { get; init; }

    /// <summary>What it gave; null when it failed.</summary>
    [Id(1)] public string? OutputJson { get; init; }

    /// <summary>Why it failed.</summary>
    [Id(2)] public WorkflowError? Error { get; init; }

    /// <summary>Whether another attempt may succeed.</summary>
    [Id(3)] public bool Retryable { get; init; }

    /// <summary>How long to wait before that, where that is known.</summary>
    [Id(4)] public TimeSpan? RetryAfter { get; init; }
}
