using System.Collections.Immutable;
using Nms.Workflows.Expressions;

namespace Nms.Workflows.Definitions;

/// <summary>One step of a workflow.</summary>
internal sealed record StepDefinition
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>What it does: a kind such as node.start, or module/action.</summary>
    public required string Uses { get; init; }

    /// <summary>What it is given; an object, empty when the source says nothing.</summary>
    public required Template With { get; init; }

    /// <summary>Done only when this is true.</summary>
    public Template? When { get; init; }

    /// <summary>Steps that are settled before it begins; the one before it when the source does not say.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>Whether one of <see cref="Needs"/> that came about is enough.</summary>
    public bool NeedsAny { get; init; }

    /// <summary>Gives the list for each item of which it is done.</summary>
    public Template? ForEach { get; init; }

    /// <summary>Items under way at the same time.</summary>
    public int MaxParallel { get; init; } = 1;

    /// <summary>How long an attempt may wait for somebody to begin it.</summary>
    public TimeSpan? StartTimeout { get; init; }

    /// <summary>How long an attempt may take.</summary>
    public TimeSpan RunTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long all attempts may take, with the waits between them.</summary>
    public TimeSpan? TotalTimeout { get; init; }

    /// <summary>How long an attempt may be silent.</summary>
    public TimeSpan? HeartbeatTimeout { get; init; }

    public RetryPolicy Retry { get; init; } = RetryPolicy.Default;

    /// <summary>How what it did is undone.</summary>
    public CompensationDefinition? Compensation { get; init; }

    /// <summary>What its failure means for the run.</summary>
    public FailurePolicy OnFailure { get; init; }

    /// <summary>Steps that are done only when it fails; given with <see cref="FailurePolicy.Handle"/>.</summary>
    public ImmutableArray<string> Handlers { get; init; } = [];

    /// <summary>The step whose failure this one handles; its own <see cref="Needs"/> then hold that step.</summary>
    public string? Handles { get; init; }
}
