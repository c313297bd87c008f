using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>Puts together what the sources say of interfaces. Pure.</summary>
internal static class InterfaceLogic
{
    /// <summary>Merges by name in any spelling, and by MAC address where the names have nothing in common.</summary>
    public static (ImmutableArray<EquipmentInterface> Interfaces, ImmutableArray<ProfileConflict> Conflicts) Merge(IReadOnlyList<SourceFindings> findings)
    {
        var groups = new List<List<Said>>();
        var byKey = new Dictionary<string, List<Said>>(StringComparer.Ordinal);
        foreach (var finding in findings.Where(one => one.Source != FactSource.Gns3).Concat(findings.Where(one => one.Source == FactSource.Gns3)))
        {
            foreach (var one in finding.Interfaces)
            {
                var said = new Said(finding, one);
                var key = InterfaceNames.Key(one.Name);
                if (!byKey.TryGetValue(key, out var group))
                {
                    group = finding.Source == FactSource.Gns3 ? OfMac(groups, one.MacAddress) : null;
                    if (group is null)
                    {
                        groups.Add(group = []);
                    }

                    byKey[key] = group;
                }

                group.Add(said);
            }
        }

        var conflicts = ImmutableArray.CreateBuilder<ProfileConflict>();
        var merged = groups.Select(group => Merge(group, conflicts)).OrderBy(one => one.AdapterNumber ?? int.MaxValue).ThenBy(one => one.PortNumber ?? int.MaxValue)
            .ThenBy(one => one.IfIndex ?? int.MaxValue).ThenBy(one => one.Name, NaturalOrder.Instance);
        return ([.. merged], conflicts.DrainToImmutable());
    }

    private static List<Said>? OfMac(List<List<Said>> groups, string? mac) => mac is null
        ? null
        : groups.Where(group => group.Exists(said => said.Interface.MacAddress == mac) && !group.Exists(said => said.Finding.Source == FactSource.Gns3)).ToList() is [var only] ? only : null;

    private static EquipmentInterface Merge(List<Said> group, ImmutableArray<ProfileConflict>.Builder conflicts)
    {
        var drawn = group.Find(said => said.Finding.Source == FactSource.Gns3)?.Interface;
        var own = group.OrderBy(said => ProfileLogic.Standing(said.Finding)).ThenBy(said => ProfileLogic.Rank(SourceRanks.Identity, said.Finding.Source)).First().Interface;
        var mac = Pick(group, one => one.MacAddress, SourceRanks.Identity);
        var admin = Pick(group, one => one.AdminStatus, SourceRanks.State);
        AddConflict(conflicts, own.Name, "mac_address", mac);
        AddConflict(conflicts, own.Name, "admin_status", admin);
        AddConflict(conflicts, own.Name, "addresses", Pick(group, Addresses, SourceRanks.Identity));
        return new EquipmentInterface
        {
            Name = own.Name,
            Gns3Name = drawn?.Gns3Name,
            AdapterNumber = drawn?.AdapterNumber,
            PortNumber = drawn?.PortNumber,
            LinkType = drawn?.LinkType,
            LinkId = drawn?.LinkId,
            IfIndex = First(group, one => one.IfIndex),
            IfType = First(group, one => one.IfType),
            Alias = Pick(group, one => one.Alias, SourceRanks.State)?.Value,
            MacAddress = mac?.Value,
            Mtu = First(group, one => one.Mtu),
            SpeedBitsPerSecond = First(group, one => one.SpeedBitsPerSecond),
            AdminStatus = admin?.Value,
            OperStatus = Pick(group, one => one.OperStatus, SourceRanks.State)?.Value,
            UsesDhcp = First(group, one => one.UsesDhcp),
            Counters = group.OrderBy(said => ProfileLogic.Standing(said.Finding)).ThenBy(said => ProfileLogic.Rank(SourceRanks.State, said.Finding.Source)).Select(said => said.Interface.Counters).FirstOrDefault(counters => counters is not null),
            Sightings = [.. group.Select(said => new Sighting
            {
                Source = said.Finding.Source, At = said.Finding.At, Confidence = SourceRanks.Confidence(said.Finding.Source), Detail = said.Finding.Detail,
            })],

            // What the equipment has now, not what is planned for it or what it had, when it was asked.
            Addresses = [.. (group.Exists(IsAsked) ? group.Where(IsAsked) : group.Exists(IsOwn) ? group.Where(IsOwn) : group)
                .SelectMany(said => said.Interface.Addresses).Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>Its IPv4 addresses without prefixes: not every source tells those, nor addresses of IPv6.</summary>
    private static string? Addresses(EquipmentInterface one) => one.Addresses
        .Select(text => AddressLogic.Read(text)?.Address).OfType<string>()
        .Where(address => !address.Contains(':', StringComparison.Ordinal) && AddressLogic.IsUsable(address))
        .Order(NaturalOrder.Instance).ToList() is { Count: > 0 } addresses
            ? string.Join(' ', addresses)
            : null;

    private static bool IsOwn(Said said) => said.Finding.Source is FactSource.Console or FactSource.Snmp;

    private static bool IsAsked(Said said) => IsOwn(said) && !said.Finding.IsEarlier;

    private static ProfileValue? Pick(List<Said> group, Func<EquipmentInterface, string?> read, FactSource[] ranks) => ProfileLogic.Pick(
        group.Select(said => new SourceFindings { Source = said.Finding.Source, At = said.Finding.At, IsEarlier = said.Finding.IsEarlier, HostName = read(said.Interface) }), one => one.HostName, ranks);

    private static T? First<T>(List<Said> group, Func<EquipmentInterface, T?> read)
        where T : struct =>
        group.OrderBy(said => ProfileLogic.Standing(said.Finding)).ThenBy(said => ProfileLogic.Rank(SourceRanks.State, said.Finding.Source)).Select(said => read(said.Interface)).FirstOrDefault(value => value is not null);

    private static void AddConflict(ImmutableArray<ProfileConflict>.Builder conflicts, string name, string field, ProfileValue? value)
    {
        if (value is { Rivals: not [] })
        {
            conflicts.Add(new ProfileConflict { Path = $"interfaces[{name}].{field}", Value = value });
        }
    }

    private sealed record Said(SourceFindings Finding, EquipmentInterface Interface);
}
