using Nms.Discovery.Reach.Probing;
using Nms.Equipment;
using Nms.Snmp;

namespace Nms.Discovery.Profiles;

/// <summary>What came of asking an address, as profiles show it. Pure.</summary>
internal static class ReachFindings
{
    /// <summary>What came of asking an address.</summary>
    /// <param name="result">The answers.</param>
    /// <param name="agent">What became of UDP port 161 when it was asked by SNMP; null when it was not.</param>
    public static EquipmentReachability Of(HostProbeResult result, string? agent)
    {
        var series = result.Echo.Series;
        var answered = series is { Received: > 0 };
        return new EquipmentReachability
        {
            Address = result.Route.Address.ToString(),
            At = result.At,
            PingSuccess = series is null ? null : answered,
            Sent = series?.Sent ?? 0,
            Received = series?.Received ?? 0,
            MinRtt = answered ? series!.Minimum : null,
            AverageRtt = answered ? series!.Average : null,
            MaxRtt = answered ? series!.Maximum : null,
            NotPinged = series is null ? result.Echo.Reason : null,
            Ports = [.. Agent(agent), .. result.Ports.Ports.Select(port => new EquipmentPort
            {
                Protocol = "tcp",
                Number = port.Port,
                State = port.State.ToString().ToLowerInvariant(),
                Service = port.Service?.Name,
                Banner = port.Service?.Banner ?? port.Service?.Title,
            })],
            Trace = [.. (result.Trace.Trace?.Hops ?? []).Select(hop => new TraceHopSnapshot { Hop = hop.Distance, Address = hop.Addresses is [var first, ..] ? first.ToString() : null, Rtt = hop.Loss < 1 ? hop.Average : null })],
            Error = result.Echo.Outcome == PartOutcome.Failed && result.Ports.Outcome == PartOutcome.Failed ? result.Echo.Reason : null,
            NotTraced = result.Trace.Trace is null ? result.Trace.Reason : null,
        };
    }

    private static IEnumerable<EquipmentPort> Agent(string? state) =>
        state is null ? [] : [new EquipmentPort { Protocol = "udp", Number = SnmpTarget.DefaultPort, State = state, Service = state == "open" ? "snmp" : null }];
}
