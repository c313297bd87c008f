using Nms.Events;

namespace Nms.Api.Events;

/// <summary>What leaves a client's queue: an event, or word of events that were left out in its place.</summary>
/// <param name="Frame">The event; null for the other.</param>
/// <param name="Coalesced">How many older events of the same entity it stands for.</param>
/// <param name="LeftOut">What was left out.</param>
internal readonly record struct QueuedFrame(EventFrame? Frame, int Coalesced, MissingEvents LeftOut);
