using System.Collections.Immutable;
using System.Text.Json;
using Nms.Events;

namespace Nms.Workflows.Engine;

/// <summary>Everything a run is, as the engine keeps it. Replaced whole.</summary>
internal sealed record RunState
{
    public required Guid RunId { get; init; }

    public required string Workflow { get; init; }

    public required int Version { get; init; }

    public required JsonElement Inputs { get; init; }

    public JsonElement? TriggerData { get; init; }

    public required string RequestedBy { get; init; }

    public required string Trigger { get; init; }

    public string? Key { get; init; }

    public Guid? ProjectId { get; init; }

    public Guid? ParentRunId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? Deadline { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public JsonElement? Outputs { get; init; }

    public WorkflowError? Error { get; init; }

    public bool Paused { get; init; }

    /// <summary>Set from the instant on at which it cannot complete any more.</summary>
    public RunEnding Ending { get; init; }

    /// <summary>How often it was taken up again after it was over.</summary>
    public int Round { get; init; }

    /// <summary>In the order of the definition.</summary>
    public ImmutableArray<StepState> Steps { get; init; } = [];

    /// <summary>In the order of undoing.</summary>
    public ImmutableArray<CompensationState> Compensations { get; init; } = [];

    public ImmutableArray<SignalState> Signals { get; init; } = [];

    /// <summary>The latest sequence of the history.</summary>
    public long History { get; init; }

    /// <summary>Events that the log is not known to have.</summary>
    public ImmutableArray<EventEnvelope> Outbox { get; init; } = [];

    public bool IsOver => EndedAt is not null;
}
