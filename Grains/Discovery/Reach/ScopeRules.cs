using System.Net.Sockets;
using Nms.Access;
using Nms.Outbound;
using Nms.Probes;

namespace Nms.Discovery.Reach;

/// <summary>Judges what a run shall look at outside of labs. All that is wrong is said at once, each by its rule. Pure.</summary>
internal static class ScopeRules
{
    /// <summary>Entries of one list of a request.</summary>
    public const int MostEntries = 256;

    private const int LongestEntry = 100;
    private const int LongestMessage = 300;

    // A block of /112: what the last 16 bits count.
    private const int IPv6Addresses = 1 << 16;

    public static ScopeJudgement Judge(ScopeRequest request, ScopePolicy policy)
    {
        var errors = new List<ScopeError>();
        var ranges = Read("ranges", request.Ranges, errors);
        var seeds = Read("seeds", request.Seeds, errors);
        var exclude = new IPAddressSet(Read("exclude", request.Exclude, errors).Select(entry => entry.Range));

        foreach (var (field, seed, _) in seeds)
        {
            if (seed.Count != 1)
            {
                Refuse(field, ScopeRule.Syntax, $"A crawl begins at an address; '{seed}' is a range.");
            }
            else if (exclude.Contains(seed.First))
            {
                Refuse(field, ScopeRule.Excluded, $"{seed} is both a seed and excluded; leave one out.");
            }
        }

        foreach (var (field, range, _) in ranges.Concat(seeds))
        {
            if (!FitsInOneBlock(range))
            {
                Refuse(field, ScopeRule.IPv6TooLarge, $"{range} is larger than a /112; an IPv6 range must lie in one block of 65,536 addresses.");
                continue;
            }

            foreach (var part in new IPAddressSet(range).Except(exclude).Ranges)
            {
                if (Complaint(part, policy) is var (rule, message))
                {
                    Refuse(field, rule, message);
                    break;
                }
            }
        }

        for (var i = 0; i < ranges.Count; i++)
        {
            foreach (var earlier in ranges.Take(i).Where(earlier => Overlap(earlier.Range, ranges[i].Range)))
            {
                Refuse(ranges[i].Field, ScopeRule.Overlap, $"{ranges[i].Range} and {earlier.Range} ({earlier.Field}) have addresses in common; leave one out.");
            }
        }

        var addresses = new IPAddressSet(ranges.Where(entry => FitsInOneBlock(entry.Range)).Select(Hosts)).Except(exclude);
        if (addresses.Count > (UInt128)policy.MaxAddresses)
        {
            Refuse("ranges", ScopeRule.TooLarge, $"The ranges have {addresses.Count:N0} addresses, exclusions taken out; a run may have {policy.MaxAddresses:N0} ({ReachOptions.Section}:MaxAddresses).");
        }
        else if (addresses.Count == 0 && seeds.Count == 0 && errors.Count == 0)
        {
            errors.Add(new ScopeError("ranges", ScopeRule.Empty, ranges.Count == 0 ? "Name a range or a seed." : "Nothing is left of the ranges: all of them are excluded."));
        }

        return new ScopeJudgement(addresses, [.. seeds.Where(entry => entry.Range.Count == 1).Select(entry => entry.Range.First).Distinct()], exclude, [.. errors]);

        void Refuse(string field, string rule, FormattableString message) =>
            errors.Add(new ScopeError(field, rule, AuditText.Line(FormattableString.Invariant(message), LongestMessage)!));
    }

    /// <summary>Says why the policy keeps discovery from a range, and by which rule, or null.</summary>
    public static (string Rule, FormattableString Message)? Complaint(IPAddressRange range, ScopePolicy policy)
    {
        var all = new IPAddressSet(range);
        if (OutboundRules.Complaint(range, policy.OutboundForbidden, policy.OutboundAllowed) is { } complaint)
        {
            return (ScopeRule.Outbound, $"{range} may not be looked at: {complaint} ({OutboundOptions.Section}).");
        }

        if (policy.Allow is { } allow && all.Except(allow) is { Ranges: [var outside, ..] })
        {
            return (ScopeRule.NotAllowed, $"{outside} is not in {ReachOptions.Section}:Allow.");
        }

        return all.Intersect(policy.Deny) is { Ranges: [var denied, ..] } ? (ScopeRule.Denied, $"{denied} is in {ReachOptions.Section}:Deny; exclude it.") : null;
    }

    private static List<Entry> Read(string list, IReadOnlyList<string> texts, List<ScopeError> errors)
    {
        var read = new List<Entry>();
        if (texts.Count > MostEntries)
        {
            errors.Add(new ScopeError(list, ScopeRule.TooMany, FormattableString.Invariant($"{list} has {texts.Count:N0} entries; {MostEntries} are the most.")));
            return read;
        }

        for (var i = 0; i < texts.Count; i++)
        {
            var field = FormattableString.Invariant($"{list}[{i}]");
            if (texts[i].Length > LongestEntry)
            {
                errors.Add(new ScopeError(field, ScopeRule.Syntax, $"An entry of {texts[i].Length} characters is no range."));
            }
            else if (IPAddressRange.TryParse(texts[i], out var range, out var error))
            {
                read.Add(new Entry(field, Plain(range), texts[i].Contains('/', StringComparison.Ordinal)));
            }
            else
            {
                errors.Add(new ScopeError(field, ScopeRule.Syntax, AuditText.Line(error, LongestMessage)!));
            }
        }

        return read;
    }

    /// <summary>The addresses that hosts can have: in an IPv4 block up to a /30 the first names the network and the last is its broadcast (RFC 3021 §1).</summary>
    private static IPAddressRange Hosts(Entry entry)
    {
        var range = entry.Range;
        return entry.IsBlock && range is { Family: AddressFamily.InterNetwork } && range.Count > 2
            ? new IPAddressSet(range).Except(new IPAddressSet(new IPAddressRange(range.First, range.First), new IPAddressRange(range.Last, range.Last))).Ranges[0]
            : range;
    }

    private static IPAddressRange Plain(IPAddressRange range) =>
        range.First.IsIPv4MappedToIPv6 && range.Last.IsIPv4MappedToIPv6 ? new IPAddressRange(range.First.MapToIPv4(), range.Last.MapToIPv4()) : range;

    private static bool Overlap(IPAddressRange one, IPAddressRange other) =>
        one.Family == other.Family && (one.Contains(other.First) || other.Contains(one.First));

    private static bool FitsInOneBlock(IPAddressRange range) =>
        range.Family == AddressFamily.InterNetwork
        || (range.Count <= IPv6Addresses && range.First.GetAddressBytes().AsSpan(0, 14).SequenceEqual(range.Last.GetAddressBytes().AsSpan(0, 14)));

    private sealed record Entry(string Field, IPAddressRange Range, bool IsBlock);
}
