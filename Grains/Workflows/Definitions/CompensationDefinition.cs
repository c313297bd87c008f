using Nms.Workflows.Expressions;

namespace Nms.Workflows.Definitions;

/// <summary>How a step is undone. Its inputs may use the step's own output as <c>output</c>.</summary>
internal sealed record CompensationDefinition
{
    public required string Uses { get; init; }

    public required Template With { get; init; }

    public TimeSpan RunTimeout { get; init; } = TimeSpan.FromMinutes(10);

    public RetryPolicy Retry { get; init; } = RetryPolicy.Default;
}
