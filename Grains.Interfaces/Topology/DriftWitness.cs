using System.Collections.Immutable;

namespace Nms.Topology;

/// <summary>What one node is called and what it sees, as a discovery found it.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Topology.DriftWitness")]
public sealed record DriftWitness
{
    /// <summary>The node.</summary>
    [Id(0)] public required Guid NodeId { get; init; }

    /// <summary>What it calls itself.</summary>
    [Id(1)] public ImmutableArray<string> HostNames { get; init; } = [];

    /// <summary>Its MAC addresses.</summary>
    [Id(2)] public ImmutableArray<string> MacAddresses { get; init; } = [];

    /// <summary>Its interfaces.</summary>
    [Id(3)] public ImmutableArray<DriftPort> Ports { get; init; } = [];

    /// <summary>Whether it listens for neighbours by LLDP or CDP and was asked: who does not see then, is not there.</summary>
    [Id(4)] public bool Sees { get; init; }

    /// <summary>The neighbours it hears: lldp, cdp.</summary>
    [Id(5)] public ImmutableArray<DriftSighting> Neighbours { get; init; } = [];

    /// <summary>Stations it has in tables: arp, fdb, ospf.</summary>
    [Id(6)] public ImmutableArray<DriftSighting> Stations { get; init; } = [];

    /// <summary>When it was asked.</summary>
    [Id(7)] public DateTimeOffset At { get; init; }

    /// <summary>
    /// The protocols that it speaks and whose table was read whole: lldp, cdp, arp, fdb, ospf. Empty when that is not known: then
    /// <see cref="Sees"/> speaks for lldp and cdp.
    /// </summary>
    [Id(8)] public ImmutableArray<string> Answered { get; init; } = [];

    /// <summary>Its IP addresses and router ids.</summary>
    [Id(9)] public ImmutableArray<string> Addresses { get; init; } = [];

    /// <summary>What it may give as chassis id besides its MAC addresses and names: serial numbers.</summary>
    [Id(10)] public ImmutableArray<string> ChassisIds { get; init; } = [];
}
