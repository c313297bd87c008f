using System.Collections.Immutable;

namespace Nms.Workflows.Definitions;

/// <summary>How often and after which waits an attempt is repeated. Temporal's words and defaults, but for a limit to the attempts.</summary>
internal sealed record RetryPolicy
{
    /// <summary>Three attempts, 1 s and 2 s apart.</summary>
    public static RetryPolicy Default { get; } = new();

    public int MaximumAttempts { get; init; } = 3;

    public TimeSpan InitialInterval { get; init; } = TimeSpan.FromSeconds(1);

    public double BackoffCoefficient { get; init; } = 2;

    public TimeSpan MaximumInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Codes of errors after which it is not tried again.</summary>
    public ImmutableArray<string> NonRetryable { get; init; } = [];
}
