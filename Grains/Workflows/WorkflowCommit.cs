using System.Collections.Immutable;

namespace Nms.Workflows;

/// <summary>One step of a run's life, written at once.</summary>
/// <param name="Commit">Its number: 1 for the first, then one more than the latest.</param>
/// <param name="Row">The run after it.</param>
/// <param name="State">The engine's state after it, UTF-8 JSON.</param>
/// <param name="History">What happened and was decided, behind what is there.</param>
public sealed record WorkflowCommit(long Commit, WorkflowRunRow Row, ReadOnlyMemory<byte> State, ImmutableArray<WorkflowHistoryEntry> History);
