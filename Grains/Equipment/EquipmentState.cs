using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Equipment;

/// <summary>What is kept of one piece of equipment.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentState")]
internal sealed record EquipmentState : IOutboxState<EquipmentState>
{
    [Id(0)] public EquipmentProfile? Profile { get; init; }

    [Id(1)] public DateTimeOffset FirstSeenAt { get; init; }

    [Id(2)] public DateTimeOffset SeenAt { get; init; }

    [Id(3)] public DateTimeOffset ChangedAt { get; init; }

    [Id(4)] public bool Lost { get; init; }

    [Id(6)] public DateTimeOffset? LostAt { get; init; }

    [Id(7)] public string? LostReason { get; init; }

    [Id(5)] public ImmutableArray<EventEnvelope> Outbox { get; init; } = [];

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsEmpty => Profile is null;

    public EquipmentState WithOutbox(ImmutableArray<EventEnvelope> outbox) => this with { Outbox = outbox };
}
