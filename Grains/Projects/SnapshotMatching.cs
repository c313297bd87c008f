using System.Collections.Immutable;
using System.Globalization;
using Nms.Nodes;
using Nms.Topology;

namespace Nms.Projects;

/// <summary>
/// Finds which new node is which old one after a snapshot restore gave out new ids: by name and type, then, for a node
/// renamed since the snapshot, by type and wiring. What is ambiguous is not matched.
/// </summary>
internal static class SnapshotMatching
{
    /// <summary>Returns old id → new id.</summary>
    public static ImmutableDictionary<Guid, Guid> Match(
        ImmutableArray<NodeSnapshot> gone,
        ImmutableArray<NodeSnapshot> appeared,
        ImmutableArray<LinkSnapshot> linksBefore,
        ImmutableArray<LinkSnapshot> linksAfter)
    {
        var matched = ImmutableDictionary.CreateRange(UniquePairs(
            gone.Select(node => (node.Key.NodeId, (node.Name, node.NodeType))),
            appeared.Select(node => (node.Key.NodeId, (node.Name, node.NodeType)))));
        while (true)
        {
            var taken = matched.Values.ToHashSet();
            var goneLeft = gone.Where(node => !matched.ContainsKey(node.Key.NodeId)).ToImmutableArray();
            var appearedLeft = appeared.Where(node => !taken.Contains(node.Key.NodeId)).ToImmutableArray();
            var more = ImmutableArray.CreateRange(UniquePairs(
                Wirings(goneLeft, linksBefore, matched),
                Wirings(appearedLeft, linksAfter, ImmutableDictionary<Guid, Guid>.Empty)));
            if (more is [])
            {
                return matched;
            }

            // A match names one more neighbour, which may decide the next.
            matched = matched.AddRange(more);
        }
    }

    /// <summary>Type and sorted connections of each node whose neighbours are all known by their present id.</summary>
    private static IEnumerable<(Guid Id, (string Type, string Wiring) Key)> Wirings(
        ImmutableArray<NodeSnapshot> nodes, ImmutableArray<LinkSnapshot> links, ImmutableDictionary<Guid, Guid> presentIds)
    {
        var undecided = nodes.Select(node => node.Key.NodeId).ToHashSet();
        foreach (var node in nodes)
        {
            var id = node.Key.NodeId;
            var touching = links.Where(link => link.Endpoints.Length == 2 && LinkLogic.Touches(link, id)).ToList();
            if (touching is not [] && touching.TrueForAll(link => !undecided.Contains(Peer(link, id).NodeId)))
            {
                yield return (id, (node.NodeType, string.Join(';', touching.Select(link => Describe(link, id, presentIds)).Order(StringComparer.Ordinal))));
            }
        }
    }

    private static string Describe(LinkSnapshot link, Guid id, ImmutableDictionary<Guid, Guid> presentIds)
    {
        var own = link.Endpoints[0].NodeId == id ? link.Endpoints[0] : link.Endpoints[1];
        var peer = Peer(link, id);
        var peerId = presentIds.GetValueOrDefault(peer.NodeId, peer.NodeId);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{own.AdapterNumber}/{own.PortNumber}-{peerId}:{peer.AdapterNumber}/{peer.PortNumber}");
    }

    private static LinkEndpoint Peer(LinkSnapshot link, Guid id) =>
        link.Endpoints[0].NodeId == id ? link.Endpoints[1] : link.Endpoints[0];

    private static IEnumerable<KeyValuePair<Guid, Guid>> UniquePairs<TKey>(
        IEnumerable<(Guid Id, TKey Key)> old, IEnumerable<(Guid Id, TKey Key)> present)
        where TKey : notnull
    {
        var presentByKey = present.ToLookup(item => item.Key, item => item.Id);
        return old.GroupBy(item => item.Key, item => item.Id)
            .Where(group => group.Count() == 1 && presentByKey[group.Key].Count() == 1)
            .Select(group => KeyValuePair.Create(group.First(), presentByKey[group.Key].First()));
    }
}
