using System.Net;
using Nms.Probes;

namespace Nms.Discovery.Reach.Probing;

/// <summary>What is to be swept.</summary>
/// <param name="Addresses">The addresses, as equipment has them.</param>
internal sealed record SweepRequest(IPAddressSet Addresses)
{
    /// <summary>The server of the lab that has them; null outside of labs.</summary>
    public string? Server { get; init; }

    /// <summary>The project that has them; null outside of labs.</summary>
    public Guid? Project { get; init; }

    /// <summary>Whether TCP ports are tried where no echo came. Silent addresses then cost a connection for each port.</summary>
    public bool TryPorts { get; init; } = true;

    /// <summary>Asks for an SNMP agent at an address and UDP endpoint, where nothing else answered; null to ask none.</summary>
    public Func<IPAddress, IPEndPoint, CancellationToken, Task<bool>>? AskAgent { get; init; }

    /// <summary>Takes how many addresses are done, as they are.</summary>
    public IProgress<SweepProgress>? Progress { get; init; }
}
