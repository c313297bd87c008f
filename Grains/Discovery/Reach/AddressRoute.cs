using System.Net;

namespace Nms.Discovery.Reach;

/// <summary>How an address of a lab is reached from here, if at all.</summary>
/// <param name="Address">The address in the lab.</param>
/// <param name="Target">Where packets for it go; null for nowhere.</param>
internal sealed record AddressRoute(IPAddress Address, IPAddress? Target)
{
    /// <summary>What is added to ports.</summary>
    public int PortOffset { get; init; }

    /// <summary>The first port of the target that is not this address's.</summary>
    public int PortEnd { get; init; } = IPEndPoint.MaxPort + 1;

    /// <summary>Why packets go nowhere; null when they do.</summary>
    public string? Refusal { get; init; }

    /// <summary>Why an echo from the target would say nothing of the address; null when it says something.</summary>
    public string? NoEcho { get; init; }

    /// <summary>Where a port of the address is; null when it is nowhere.</summary>
    public IPEndPoint? EndPointOf(int port) =>
        Target is not null && port is > 0 and <= IPEndPoint.MaxPort && port + PortOffset < PortEnd ? new IPEndPoint(Target, port + PortOffset) : null;
}
