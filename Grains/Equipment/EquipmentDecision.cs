using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Equipment;

/// <summary>What recording a profile comes to.</summary>
/// <param name="Next">The state afterwards.</param>
/// <param name="Events">What is told.</param>
/// <param name="Version">The version that belongs into the history; null when the profile says what the one before said.</param>
/// <param name="IsNew">Whether the equipment was not known, or lost.</param>
internal sealed record EquipmentDecision(EquipmentState Next, ImmutableArray<EventDraft> Events, ProfileVersion? Version, bool IsNew);
