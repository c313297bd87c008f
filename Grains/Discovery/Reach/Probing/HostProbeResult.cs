namespace Nms.Discovery.Reach.Probing;

/// <summary>What came of asking one address, each question with its outcome.</summary>
/// <param name="Route">The address and how it was reached.</param>
/// <param name="At">When it was asked.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Echo">Whether it echoes.</param>
/// <param name="Ports">Its TCP ports.</param>
/// <param name="Trace">The way to it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Requests">Echo requests, connections and trace probes that were sent.</param>
internal sealed record HostProbeResult(
    AddressRoute Route, DateTimeOffset At, TimeSpan Took, EchoPart Echo, PortsPart Ports, TracePart Trace, NamePart Name, int Requests)
{
    /// <summary>Whether something is there: it echoed, accepted a connection, or refused one itself.</summary>
    public bool Answers => Echo.Series is { Received: > 0 } || Ports.Ports.Any(port => port.State == PortState.Open || (port.State == PortState.Closed && Route.NoEcho is null));
}
