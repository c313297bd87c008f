using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Nodes;

/// <summary>What an observation makes of a node.</summary>
/// <param name="Next">The node after it.</param>
/// <param name="Events">What happened, in order.</param>
/// <param name="Changed">False when only the instant of the observation is new, which is not worth a write.</param>
internal sealed record NodeDecision(NodeSnapshot Next, ImmutableArray<EventDraft> Events, bool Changed);
