using System.Collections.Immutable;
using System.Net;

namespace Nms.Discovery.Reach.Identity;

/// <summary>
/// Finds out which addresses are one box, and which box of an earlier run it is. Serial numbers, engine ids, chassis ids and MAC addresses
/// join, then lists of addresses, then names; nothing joins what anything else contradicts, because disks are cloned and names repeated.
/// </summary>
internal static class IdentityLogic
{
    /// <summary>Merges findings into boxes, lowest address first.</summary>
    public static ImmutableArray<Box> Merge(IEnumerable<BoxFinding> findings, IEnumerable<KnownBox> known)
    {
        var groups = new BoxGroups([.. findings.GroupBy(finding => finding.Address).Select(Union).OrderBy(finding => finding.Address, AddressOrdering.Instance)]);
        groups.JoinBy(keys => keys.Serials, "serial number");
        groups.JoinBy(keys => keys.EngineIds, "SNMP engine id");
        groups.JoinBy(keys => keys.ChassisIds, "chassis id");
        groups.JoinBy(keys => keys.MacAddresses.Union(keys.SeenMacAddresses), "MAC address");
        groups.JoinByLists();
        groups.JoinBy(keys => keys.Names, "name");
        return Recognition.Assign([.. groups.All], [.. known.OrderBy(box => box.FirstSeen).ThenBy(box => box.Id)]);
    }

    private static BoxFinding Union(IGrouping<IPAddress, BoxFinding> same) =>
        new(same.Key, same.Select(finding => finding.Keys).Aggregate((one, other) => one.With(other)));
}
