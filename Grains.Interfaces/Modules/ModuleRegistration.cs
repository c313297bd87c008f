using System.Collections.Immutable;

namespace Nms.Modules;

/// <summary>What a module says of itself.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Modules.ModuleRegistration")]
public sealed record ModuleRegistration
{
    /// <summary>Its name, in lower case.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Its version, as it calls it.</summary>
    [Id(1)] public string? Version { get; init; }

    /// <summary>What it can do.</summary>
    [Id(2)] public ImmutableArray<string> Capabilities { get; init; } = [];

    /// <summary>How it hears of events.</summary>
    [Id(3)] public ModuleDelivery Delivery { get; init; } = ModuleDelivery.Websocket;

    /// <summary>An address that answers 200 while it is well.</summary>
    [Id(4)] public string? HealthUrl { get; init; }

    /// <summary>Event types it wants as messages; node.* stands for all that begin so.</summary>
    [Id(5)] public ImmutableArray<string> Events { get; init; } = [];

    /// <summary>Whether somebody must be told when it is silent.</summary>
    [Id(6)] public bool Critical { get; init; }

    /// <summary>The principal that registers it, and its name.</summary>
    [Id(7)] public required string OwnerId { get; init; }

    /// <summary>The principal's name.</summary>
    [Id(8)] public required string OwnerName { get; init; }

    /// <summary>Part of the platform itself.</summary>
    [Id(9)] public bool BuiltIn { get; init; }

    /// <summary>The projects whose events it may see; null for all.</summary>
    [Id(10)] public ModuleSight Sight { get; init; } = ModuleSight.Nothing;

    /// <summary>Whoever registers it manages all modules, and so may take a name over.</summary>
    [Id(11)] public bool MayTakeOver { get; init; }

    /// <summary>Where its messages are pushed to.</summary>
    [Id(12)] public string? WebhookUrl { get; init; }

    /// <summary>What these requests are signed with, encrypted.</summary>
    [Id(13)] public string? WebhookSecret { get; init; }

    /// <summary>Another secret that it gave; encrypted before it is kept.</summary>
    [Id(14)] public string? NewSecret { get; init; }

    /// <summary>Leaves the secrets out.</summary>
    public override string ToString() => $"{Name} of {OwnerName}";
}
