using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Modules;

/// <summary>What a module grain keeps: the module, or null when there is none, and the events still owed to the log.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Modules.ModuleState")]
internal sealed record ModuleState : IOutboxState<ModuleState>
{
    [Id(0)] public ModuleSnapshot? Module { get; init; }

    [Id(1)] public ImmutableArray<EventEnvelope> Outbox { get; init; } = [];

    public ModuleState WithOutbox(ImmutableArray<EventEnvelope> outbox) => this with { Outbox = outbox };

    public bool IsEmpty => Module is null;
}
