namespace Nms.Topology.Drift;

/// <summary>
/// Judges a drawing by what is seen. LLDP and CDP say who is next to whom and are proof both ways; ARP, forwarding tables and OSPF say who is on
/// the same network, which confirms a drawing and accuses none. Pure; the order of what is given does not matter.
/// </summary>
internal static class DriftLogic
{
    /// <summary>Judges every link.</summary>
    /// <param name="topology">What is drawn, and which nodes run.</param>
    /// <param name="witnesses">What the nodes see.</param>
    /// <param name="redrawn">Ports whose network was drawn anew, and when: what was seen there before says nothing of the new drawing.</param>
    public static DriftReport Judge(
        ProjectTopology topology, IReadOnlyDictionary<Guid, DriftWitness> witnesses, IReadOnlyDictionary<PortKey, DateTimeOffset> redrawn)
    {
        var sightings = new DriftSightings(topology, witnesses, redrawn);
        var verdicts = new DriftVerdicts(sightings);
        return new DriftReport
        {
            ProjectId = topology.Project.ProjectId,
            TopologyVersion = topology.Version,
            Items = [.. topology.Links.Where(link => link.Endpoints.Length == 2).OrderBy(link => link.LinkId).Select(verdicts.Judge), .. verdicts.NotDrawn()],
            Ambiguous = sightings.Ambiguous,
        };
    }

    /// <summary>
    /// Takes what a node saw now in place of what it saw before. What it saw by a protocol that could not be read now is kept for a day: an agent
    /// that is slow once has not lost its neighbours.
    /// </summary>
    public static DriftWitness Merge(DriftWitness? before, DriftWitness now)
    {
        if (before is null || before.At > now.At)
        {
            return before ?? now;
        }

        var read = Answered(now).Concat(now.Neighbours.Concat(now.Stations).Select(sighting => sighting.Protocol)).ToHashSet(StringComparer.Ordinal);
        IEnumerable<DriftSighting> Kept(IEnumerable<DriftSighting> sightings) => sightings
            .Where(sighting => !read.Contains(sighting.Protocol))
            .Select(sighting => sighting with { At = sighting.At ?? before.At })
            .Where(sighting => now.At - sighting.At < TimeSpan.FromDays(1));
        return now with { Neighbours = [.. now.Neighbours, .. Kept(before.Neighbours)], Stations = [.. now.Stations, .. Kept(before.Stations)] };
    }

    /// <summary>The protocols by which a node would have seen who is there.</summary>
    public static IEnumerable<string> Answered(DriftWitness witness) =>
        witness.Answered is not [] ? witness.Answered : witness.Sees ? ["lldp", "cdp"] : [];

    /// <summary>Whether drawing and network contradict each other.</summary>
    public static bool IsDrift(DriftState state) =>
        state is DriftState.DrawnNotSeen or DriftState.SeenNotDrawn or DriftState.WrongPort or DriftState.OneWay or DriftState.SeenThoughSuspended;

    /// <summary>A state as events and exports write it.</summary>
    public static string Word(DriftState state) => state switch
    {
        DriftState.Confirmed => "confirmed",
        DriftState.DrawnNotSeen => "drawn_not_seen",
        DriftState.SeenNotDrawn => "seen_not_drawn",
        DriftState.WrongPort => "wrong_port",
        DriftState.OneWay => "one_way",
        DriftState.NotObservable => "not_observable",
        DriftState.Suspended => "suspended",
        DriftState.SeenThoughSuspended => "seen_though_suspended",
        _ => "unknown",
    };
}
