using Nms.Equipment;
using Nms.Topology;

namespace Nms.Discovery.Profiles;

/// <summary>What a profile is worth for judging the drawing. Pure.</summary>
internal static class WitnessLogic
{
    private const int MostStations = 1000;

    public static DriftWitness Of(EquipmentProfile profile) => new()
    {
        NodeId = profile.EquipmentId,
        HostNames = profile.HostName is { } name ? [name.Value] : [],
        MacAddresses = [.. EquipmentLogic.MacAddressesOf(profile)],
        Ports = [.. profile.Interfaces.Select(one => new DriftPort(one.Name, one.Gns3Name, one.AdapterNumber, one.PortNumber, one.MacAddress))],
        Sees = Answered(profile).Any(protocol => protocol is "lldp" or "cdp"),
        Neighbours = [.. Adjacencies(profile).Where(one => one.Protocol is "lldp" or "cdp")
            .Select(one => IsMac(one.RemoteChassis)
                ? new DriftSighting(one.Protocol, one.LocalInterface, one.RemoteName, one.RemotePort, one.RemoteChassis, one.RemoteAddress)
                : new DriftSighting(one.Protocol, one.LocalInterface, one.RemoteName, one.RemotePort, null, one.RemoteAddress, one.RemoteChassis))],
        Stations =
        [
            .. profile.Neighbours.Where(one => one.MacAddress is not null && IsFresh(profile, one.Source)).Select(one => new DriftSighting("arp", one.Interface, null, null, one.MacAddress)).Take(MostStations),
            .. Adjacencies(profile).Where(one => one.Protocol == "fdb").Select(one => new DriftSighting("fdb", one.LocalInterface, null, null, one.RemoteChassis)).Take(MostStations),
            .. Adjacencies(profile).Where(one => one is { Protocol: "ospf", State: "full" }).Select(one => new DriftSighting("ospf", one.LocalInterface, null, null, null, one.RemoteAddress)),
        ],
        At = profile.CompletedAt ?? profile.StartedAt,
        Answered = [.. Answered(profile)],
        Addresses = [.. profile.Addresses.Where(one => one.Verdict >= AddressVerdict.Likely).Select(one => one.Address)],
        ChassisIds = profile.SerialNumber is { } serial ? [serial.Value] : [],
    };

    /// <summary>What this run heard; what an earlier one did is known from then.</summary>
    private static IEnumerable<EquipmentAdjacency> Adjacencies(EquipmentProfile profile) =>
        Skips(profile, ProfileSections.Links) ? [] : profile.Adjacencies.Where(one => IsFresh(profile, one.Source));

    private static bool IsFresh(EquipmentProfile profile, FactSource source) => source switch
    {
        FactSource.Snmp => !Skips(profile, ProfileSections.Snmp),
        FactSource.Console => !Skips(profile, ProfileSections.Console),
        _ => true,
    };

    private static bool Skips(EquipmentProfile profile, string section) => profile.Sections.Any(one => one.Name == section && one.Outcome == SectionOutcome.Skipped);

    /// <summary>The protocols whose table was read whole: who does not stand in it is not there.</summary>
    private static IEnumerable<string> Answered(EquipmentProfile profile)
    {
        foreach (var part in (IsFresh(profile, FactSource.Snmp) && !Skips(profile, ProfileSections.Links) ? profile.Snmp?.Parts ?? [] : []).Where(part => part.Outcome == SectionOutcome.Completed))
        {
            switch (part.Name)
            {
                case "lldp" or "cdp" or "ospf":
                    yield return part.Name;
                    break;
                case "forwarding" or "bridge":
                    yield return "fdb";
                    break;
                case "neighbours":
                    yield return "arp";
                    break;
            }
        }
    }

    private static bool IsMac(string? text) => text is { Length: 17 } && text[2] == ':' && text[5] == ':';
}
