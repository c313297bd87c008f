using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>Puts what the sources say together to one profile. Pure: the order of the findings does not matter.</summary>
internal static class ProfileLogic
{
    /// <summary>Entries of one list of a profile at most; what is more is cut and told.</summary>
    public const int MostEntries = 5000;

    /// <summary>Fills a profile that has its identity, sections, console, agent and reachability already.</summary>
    public static EquipmentProfile Consolidate(EquipmentProfile basis, IReadOnlyList<SourceFindings> unordered)
    {
        var findings = unordered.OrderBy(Standing).ThenBy(one => Rank(SourceRanks.Identity, one.Source)).ThenBy(one => one.Detail, StringComparer.Ordinal).ToList();
        var (interfaces, conflicts) = InterfaceLogic.Merge(findings);
        var addresses = AddressLogic.Merge(findings, interfaces);
        var notes = findings.SelectMany(one => one.Notes).Distinct(StringComparer.Ordinal).ToList();
        var profile = basis with
        {
            HostName = Pick(findings, one => one.HostName, SourceRanks.Identity, IsSameName),
            Vendor = Pick(findings, one => one.Vendor, SourceRanks.Inventory),
            OperatingSystem = Pick(findings, one => one.OperatingSystem, SourceRanks.Inventory),
            SoftwareVersion = Pick(findings, one => one.SoftwareVersion, SourceRanks.Identity) ?? Pick(findings, one => one.Kernel, SourceRanks.Identity),
            Kernel = Pick(findings, one => one.Kernel, SourceRanks.Identity),
            Model = Pick(findings, one => one.Model, SourceRanks.Inventory),
            SerialNumber = Pick(findings, one => one.SerialNumber, SourceRanks.Inventory),
            DeviceType = Pick(findings, one => one.DeviceType, SourceRanks.Inventory),
            Location = Pick(findings, one => one.Location, SourceRanks.Inventory),
            Contact = Pick(findings, one => one.Contact, SourceRanks.Inventory),
            Interfaces = Cut(interfaces, "interfaces", notes),
            Addresses = Cut(addresses, "addresses", notes),
            Vlans = Cut(NetworkLogic.Vlans(findings, interfaces), "VLANs", notes),
            Routes = Cut(NetworkLogic.Routes(findings), "routes", notes),
            Neighbours = Cut(NetworkLogic.Neighbours(findings), "neighbours", notes),
            Adjacencies = Cut(Best(findings, one => one.Adjacencies, one => (one.Protocol, InterfaceNames.Key(one.LocalInterface), one.RemoteName, one.RemotePort, one.RemoteChassis, one.RemoteAddress)), "adjacencies", notes),
            Modules = Cut([.. findings.SelectMany(one => one.Modules)], "modules", notes),
            Sensors = Cut([.. findings.SelectMany(one => one.Sensors)], "sensors", notes),
            Leases = Cut(Best(findings, one => one.Leases, lease => lease.Address), "leases", notes),
            Pools = Cut(Best(findings, one => one.Pools, pool => pool.Name), "pools", notes),
            Reservations = Cut(Best(findings, one => one.Reservations, kept => kept.Address), "reservations", notes),
            DnsServers = Cut([.. findings.Select(one => one.DnsServers).FirstOrDefault(servers => servers is not [], [])], "name servers", notes),
            RoutingProtocols = Cut(NetworkLogic.RoutingProtocols(findings), "routing protocols", notes),
            Services = Cut(Best(findings, one => one.Services, service => service.Name), "services", notes),
            Performance = NetworkLogic.Performance(findings),
            Conflicts = conflicts,
        };
        return profile with { Notes = [.. basis.Notes, .. notes], Status = StatusOf(profile.Sections), Name = profile.ProjectId is null ? profile.HostName?.Value ?? basis.Name : basis.Name };
    }

    /// <summary>What became of a profile with these sections.</summary>
    public static ProfileStatus StatusOf(ImmutableArray<ProfileSection> sections)
    {
        var tried = sections.Where(section => section.Name != ProfileSections.Gns3 && section.Outcome is not (SectionOutcome.Skipped or SectionOutcome.Absent)).ToList();
        return tried is not [] && tried.TrueForAll(section => section.Outcome == SectionOutcome.Failed) ? ProfileStatus.Failed
            : tried.Exists(section => section.Outcome is SectionOutcome.Failed or SectionOutcome.Partial) ? ProfileStatus.Partial
            : ProfileStatus.Completed;
    }

    /// <summary>The value of the source that is believed most, with what the others say instead.</summary>
    public static ProfileValue? Pick(
        IEnumerable<SourceFindings> findings, Func<SourceFindings, string?> read, FactSource[] ranks, Func<string, string, bool>? same = null)
    {
        same ??= static (one, other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
        var said = findings
            .Select(one => (Finding: one, Value: read(one)?.Trim()))
            .Where(one => !string.IsNullOrEmpty(one.Value))
            .OrderBy(one => Standing(one.Finding)).ThenBy(one => Rank(ranks, one.Finding.Source))
            .ToList();
        if (said is not [var best, .. var others])
        {
            return null;
        }

        var rivals = others.Where(other => !same(best.Value!, other.Value!))
            .Select(other => new RivalValue { Value = other.Value!, Source = other.Finding.Source, At = other.Finding.At })
            .DistinctBy(rival => (rival.Value, rival.Source)).ToImmutableArray();
        return new ProfileValue
        {
            Value = best.Value!,
            Source = best.Finding.Source,
            At = best.Finding.At,
            Confidence = SourceRanks.Confidence(best.Finding.Source),
            Rivals = rivals,
            Why = rivals is [] ? null : SourceRanks.Reason(best.Finding.Source),
        };
    }

    /// <summary>A host name with its domain is the same as without.</summary>
    public static bool IsSameName(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
        || (one.Contains('.') != other.Contains('.') && string.Equals(one.Split('.')[0], other.Split('.')[0], StringComparison.OrdinalIgnoreCase));

    /// <summary>What the equipment says now counts before what it said earlier, and that before what others say of it.</summary>
    internal static int Standing(SourceFindings finding) => finding.Source is not (FactSource.Console or FactSource.Snmp) ? 2 : finding.IsEarlier ? 1 : 0;

    internal static int Rank(FactSource[] ranks, FactSource source) => Array.IndexOf(ranks, source) is var rank and >= 0 ? rank : int.MaxValue;

    private static ImmutableArray<T> Best<T, TKey>(IEnumerable<SourceFindings> findings, Func<SourceFindings, ImmutableArray<T>> read, Func<T, TKey> key) =>
        [.. findings.SelectMany(one => read(one)).DistinctBy(key)];

    private static ImmutableArray<T> Cut<T>(ImmutableArray<T> all, string what, List<string> notes)
    {
        if (all.Length <= MostEntries)
        {
            return all;
        }

        notes.Add($"{all.Length - MostEntries} of {all.Length} {what} are left out: a profile keeps {MostEntries}.");
        return all[..MostEntries];
    }
}
