using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Workflows.Engine;

/// <summary>What became of a run by something that happened.</summary>
/// <param name="Next">The state after it; the same instance when nothing came of it.</param>
/// <param name="History">What happened and what was decided.</param>
/// <param name="Events">What the feed is told.</param>
internal sealed record RunDecision(RunState Next, ImmutableArray<WorkflowHistoryEntry> History, ImmutableArray<EventDraft> Events);
