using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Nms.Discovery.Reach.Identity;

/// <summary>Recognizes boxes of earlier runs, so that one found through another address keeps its id. Pure.</summary>
internal static class Recognition
{
    private const int Number = 16;
    private const int Mac = 8;
    private const int Name = 3;
    private const int Address = 2;

    /// <summary>Gives each group the id of the known box that is most like it, each id once, and a new one to the others.</summary>
    public static ImmutableArray<Box> Assign(ImmutableArray<BoxGroup> groups, ImmutableArray<KnownBox> known)
    {
        var matches = Matches(groups, known);
        var (ofGroup, ofKnown) = (new Dictionary<int, Match>(), new Dictionary<int, int>());
        foreach (var match in matches.Where(match => !ofGroup.ContainsKey(match.Group) && !ofKnown.ContainsKey(match.Known)))
        {
            ofGroup[match.Group] = match;
            ofKnown[match.Known] = match.Group;
        }

        // What was taken for two: the other half's id is told, so that its history can be joined.
        var absorbed = matches
            .Where(match => match.Score >= Mac && !ofKnown.ContainsKey(match.Known) && IdentityContradictions.Now(groups[match.Group].Keys, known[match.Known].Keys) is null)
            .DistinctBy(match => match.Known)
            .ToLookup(match => match.Group, match => known[match.Known].Id);
        var taken = known.Select(box => box.Id).ToHashSet();
        return [.. groups.Select((group, i) => ofGroup.TryGetValue(i, out var match)
            ? new Box(known[match.Known].Id, false, group.FoundAt, group.Keys, [.. group.Reasons, $"It is known from earlier: {match.Why}."], group.Doubts, [.. absorbed[i]])
            : new Box(CreateId(group, taken), true, group.FoundAt, group.Keys, group.Reasons, group.Doubts, [.. absorbed[i]]))];
    }

    private static List<Match> Matches(ImmutableArray<BoxGroup> groups, ImmutableArray<KnownBox> known)
    {
        var byKey = known.SelectMany((box, i) => Words(box.Keys, box.FoundAt.Union(box.Keys.Addresses)).Select(word => (word, i))).ToLookup(pair => pair.word, pair => pair.i);
        return [.. groups
            .SelectMany((group, g) => Words(group.Keys, group.FoundAt).SelectMany(word => byKey[word]).Distinct().Select(k => Compare(group, g, known[k], k)))
            .OfType<Match>()
            .OrderByDescending(match => match.Score).ThenBy(match => match.Known).ThenBy(match => match.Group)];
    }

    private static Match? Compare(BoxGroup group, int g, KnownBox box, int k)
    {
        if (IdentityContradictions.Later(group.Keys, box.Keys) is not null)
        {
            return null;
        }

        var (now, then) = (group.Keys, box.Keys);
        (int Score, string? Why)[] parts =
        [
            now.Serials.Overlaps(then.Serials) ? (Number, "the same serial number") : (0, null),
            now.EngineIds.Overlaps(then.EngineIds) ? (Number, "the same SNMP engine id") : (0, null),
            now.ChassisIds.Overlaps(then.ChassisIds) ? (Number, "the same chassis id") : (0, null),
            now.MacAddresses.Union(now.SeenMacAddresses).Overlaps(then.MacAddresses.Union(then.SeenMacAddresses)) ? (Mac, "the same MAC addresses") : (0, null),
            now.Names.Overlaps(then.Names) ? (Name, "the same name") : (0, null),
            box.FoundAt.Union(then.Addresses).Overlaps(group.FoundAt) ? (Address, "the same address") : (0, null),
        ];
        var score = parts.Sum(part => part.Score);
        return score == 0 ? null : new Match(g, k, score, string.Join(", ", parts.Select(part => part.Why).OfType<string>()));
    }

    private static IEnumerable<string> Words(IdentityKeys keys, IEnumerable<System.Net.IPAddress> foundAt) =>
        [
            .. keys.Serials.Select(key => $"serial {key}"), .. keys.EngineIds.Select(key => $"engine {key}"), .. keys.ChassisIds.Select(key => $"chassis {key}"),
            .. keys.MacAddresses.Union(keys.SeenMacAddresses).Select(key => $"mac {key}"), .. keys.Names.Select(key => $"name {key}"),
            .. foundAt.Select(address => $"address {address}"),
        ];

    /// <summary>An id of its identity: whoever finds the box first makes the same. Its most telling key that no other box took.</summary>
    private static Guid CreateId(BoxGroup group, HashSet<Guid> taken)
    {
        var keys = group.Keys;
        var seeds = keys.Serials.Order(StringComparer.Ordinal).Select(key => $"serial {key}")
            .Concat(keys.EngineIds.Order(StringComparer.Ordinal).Select(key => $"engine {key}"))
            .Concat(keys.ChassisIds.Order(StringComparer.Ordinal).Select(key => $"chassis {key}"))
            .Concat(keys.MacAddresses.Union(keys.SeenMacAddresses).Order(StringComparer.Ordinal).Select(key => $"mac {key}"))
            .Concat(group.FoundAt.Select(address => $"address {address}"))
            .Concat(Enumerable.Range(2, taken.Count + 1).Select(number => FormattableString.Invariant($"address {group.FoundAt[0]} {number}")));
        return seeds.Select(Hash).First(taken.Add);
    }

    // RFC 9562 §5.8: a UUID of our own making.
    private static Guid Hash(string seed)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"nms.equipment {seed}")).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private sealed record Match(int Group, int Known, int Score, string Why);
}
