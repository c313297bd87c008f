using System.Collections.Immutable;
using System.Net;
using Nms.Discovery.Reach;
using Nms.Equipment;
using Nms.Probes;

namespace Nms.Discovery.Profiles;

/// <summary>A profile while it is made: what the sources said so far, and of sources that are not asked what an earlier run heard of them.</summary>
internal sealed class ProfileDraft(EquipmentProfile? earlier, SectionRecorder sections, ScopePolicy policy)
{
    private readonly SortedSet<string> _refused = new(StringComparer.Ordinal);

    /// <summary>The profile before, where something of it is kept.</summary>
    public EquipmentProfile? Earlier => earlier;

    public List<SourceFindings> Findings { get; } = [];

    /// <summary>What is to be told of addresses that nobody may be asked at.</summary>
    public ImmutableArray<string> Notes => [.. _refused];

    /// <summary>Leaves a section out; when it was read before, that is kept.</summary>
    /// <returns>When it was read; null when it never was.</returns>
    public DateTimeOffset? Skip(string section)
    {
        var before = earlier?.Sections.FirstOrDefault(one => one.Name == section);
        var readAt = before is { Outcome: SectionOutcome.Completed or SectionOutcome.Partial } ? earlier!.CompletedAt ?? earlier.StartedAt : before?.ReadAt;
        sections.Skip(section, readAt);
        return readAt;
    }

    /// <summary>Leaves a section out; what its source said before is kept.</summary>
    public DateTimeOffset? Skip(string section, FactSource source)
    {
        var readAt = Skip(section);
        if (readAt is { } at)
        {
            Findings.Add(EarlierFindings.Of(earlier!, source, at));
        }

        return readAt;
    }

    /// <summary>Keeps of an earlier profile what is no source of its own.</summary>
    public void Keep(string section, Func<EquipmentProfile, SourceFindings> read)
    {
        if (Skip(section) is { } at)
        {
            Findings.Add(read(earlier!) with { At = at, IsEarlier = true });
        }
    }

    /// <summary>The addresses at which it may be asked, the surest first.</summary>
    public IReadOnlyList<IPAddress> Candidates(int most) =>
        [.. AddressLogic.Merge(Findings, [.. InterfaceLogic.Merge(Findings).Interfaces]).Where(one => one.Verdict != AddressVerdict.Refuted).Select(one => IPAddress.Parse(one.Address))
            .Where(address => !address.IsIPv6LinkLocal && IsPermitted(address)).Take(most)];

    // An address is what a configuration or a neighbour says: it leads nowhere that the operator does not permit.
    private bool IsPermitted(IPAddress address)
    {
        if (ScopeRules.Complaint(new IPAddressRange(address, address), policy) is not var (_, message))
        {
            return true;
        }

        _refused.Add(FormattableString.Invariant(message));
        return false;
    }
}
