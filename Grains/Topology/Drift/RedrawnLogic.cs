using System.Collections.Immutable;

namespace Nms.Topology.Drift;

/// <summary>
/// Tells which ports a change of the drawing concerns: in GNS3 the drawing is the cable, so that what was seen before it changed is no witness for
/// or against what is drawn now. Pure.
/// </summary>
internal static class RedrawnLogic
{
    /// <summary>The links to compare with the next time.</summary>
    public static ImmutableArray<DrawnLink> Drawn(ProjectTopology topology) =>
        [.. topology.Links.Where(link => link.Endpoints.Length == 2).Select(DrawnLink.Of).OrderBy(link => link.LinkId)];

    /// <summary>Adds the ports in the networks that links joined before, or join now, which were drawn, deleted, moved, suspended or resumed.</summary>
    /// <param name="known">The ports known to be drawn anew.</param>
    /// <param name="before">The links as they were judged last.</param>
    /// <param name="topology">The drawing now.</param>
    /// <param name="oldest">When the witness that was asked longest ago was asked: what changed before concerns none.</param>
    /// <param name="now">The time.</param>
    public static ImmutableArray<RedrawnPort> Next(
        ImmutableArray<RedrawnPort> known, ImmutableArray<DrawnLink> before, ProjectTopology topology, DateTimeOffset oldest, DateTimeOffset now)
    {
        var ports = known.Where(one => one.At > oldest).ToDictionary(one => one.Port, one => one.At);
        var after = Drawn(topology);
        var told = topology.Links.ToDictionary(link => link.LinkId, link => link.ObservedAt);
        var changed = before.Except(after).Concat(after.Except(before)).ToList();
        if (changed is not [])
        {
            var former = topology with { Links = [.. before.Select(link => link.ToSnapshot(topology.Project.ProjectId))] };
            foreach (var drawing in new[] { new DriftSegments(former, suspendedToo: false), new DriftSegments(topology, suspendedToo: false) })
            {
                var segments = new Dictionary<int, DateTimeOffset>();
                foreach (var (port, at) in changed.SelectMany(link => new[] { (link.A, At(link)), (link.B, At(link)) }))
                {
                    Mark(ports, port, at);
                    if (drawing.Segment(port) is { } segment)
                    {
                        segments[segment] = segments.TryGetValue(segment, out var other) && other > at ? other : at;
                    }
                }

                foreach (var (port, at) in drawing.PortsIn(segments))
                {
                    Mark(ports, port, at);
                }
            }
        }

        return [.. ports.OrderBy(one => one.Key).Select(one => new RedrawnPort(one.Key, one.Value))];

        // What is there now says when it was last spoken of; a link that is gone went some time before this.
        DateTimeOffset At(DrawnLink link) => told.TryGetValue(link.LinkId, out var at) && at < now && at > DateTimeOffset.UnixEpoch ? at : now;
    }

    private static void Mark(Dictionary<PortKey, DateTimeOffset> ports, PortKey port, DateTimeOffset at) =>
        ports[port] = ports.TryGetValue(port, out var other) && other > at ? other : at;
}
