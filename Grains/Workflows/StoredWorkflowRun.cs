namespace Nms.Workflows;

/// <summary>A run as it is kept.</summary>
/// <param name="Commit">The number of its latest commit, from 1.</param>
/// <param name="Row">What it is found by.</param>
/// <param name="State">The engine's state, UTF-8 JSON.</param>
public sealed record StoredWorkflowRun(long Commit, WorkflowRunRow Row, ReadOnlyMemory<byte> State);
