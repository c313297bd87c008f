using System.Collections.Immutable;

namespace Nms.Discovery.Reach.Probing;

/// <summary>What is to be asked of one address.</summary>
/// <param name="Route">How it is reached.</param>
/// <param name="Ports">The TCP ports that are tried (<see cref="PortSets"/>).</param>
internal sealed record HostProbeRequest(AddressRoute Route, ImmutableArray<int> Ports)
{
    /// <summary>Whether it is asked for an echo.</summary>
    public bool Echo { get; init; } = true;

    /// <summary>Whether open ports are asked what runs there.</summary>
    public bool Services { get; init; } = true;

    /// <summary>Whether the way to it is traced.</summary>
    public bool Trace { get; init; }

    /// <summary>Whether its name is asked for.</summary>
    public bool ReverseName { get; init; }
}
