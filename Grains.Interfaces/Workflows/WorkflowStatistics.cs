using System.Collections.Immutable;

namespace Nms.Workflows;

/// <summary>How runs of a workflow went.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Workflows.WorkflowStatistics")]
public sealed record WorkflowStatistics
{
    /// <summary>Runs that are not over.</summary>
    [Id(0)] public int Active { get; init; }

    /// <summary>Runs that completed.</summary>
    [Id(1)] public long Completed { get; init; }

    /// <summary>Runs that failed.</summary>
    [Id(2)] public long Failed { get; init; }

    /// <summary>Runs that were cancelled.</summary>
    [Id(3)] public long Cancelled { get; init; }

    /// <summary>What a run that completes takes, seconds, the latest runs counting most; null before the first.</summary>
    [Id(4)] public double? TypicalSeconds { get; init; }

    /// <summary>The same of each step.</summary>
    [Id(5)] public ImmutableDictionary<string, double> TypicalStepSeconds { get; init; } = ImmutableDictionary<string, double>.Empty;
}
