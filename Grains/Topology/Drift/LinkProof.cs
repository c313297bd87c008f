using System.Collections.Immutable;

namespace Nms.Topology.Drift;

/// <summary>What speaks for, and against, one link that is drawn.</summary>
internal sealed class LinkProof
{
    private const int MostEvidence = 16;

    private readonly List<(DriftEvidence Evidence, bool Proves)> _agreeing = [];
    private readonly List<DriftEvidence> _contrary = [];
    private readonly bool[] _arrived = new bool[2];
    private readonly bool[] _proven = new bool[2];
    private readonly ImmutableArray<DriftEvidence>[] _best = new ImmutableArray<DriftEvidence>[2];

    /// <summary>Something was seen to cross it.</summary>
    public bool IsSeen => _agreeing is not [];

    /// <summary>A neighbour was heard across it.</summary>
    public bool IsProven => _proven[0] || _proven[1];

    /// <summary>A neighbour was heard across it, and nothing crossed it the other way.</summary>
    public bool IsOneWay => IsProven && _arrived[0] != _arrived[1];

    /// <summary>The ends are seen together elsewhere.</summary>
    public bool IsElsewhere { get; private set; }

    public bool HasContrary => _contrary is not [];

    public IEnumerable<DriftEvidence> Agreeing => _agreeing.Select(one => one.Evidence);

    public void Crossed(bool towardsSecond, Seen seen)
    {
        _best[0] = default;
        _agreeing.Add((seen.Evidence, seen.Proves));
        _arrived[towardsSecond ? 1 : 0] = true;
        _proven[towardsSecond ? 1 : 0] |= seen.Proves;
    }

    public void Contradicted(DriftEvidence evidence, bool isElsewhere)
    {
        _best[1] = default;
        _contrary.Add(evidence);
        IsElsewhere |= isElsewhere;
    }

    /// <summary>The best of it, in an order that depends on nothing else.</summary>
    public ImmutableArray<DriftEvidence> Evidence(bool contrary)
    {
        ref var best = ref _best[contrary ? 1 : 0];
        return best.IsDefault ? best = Best(contrary ? _contrary.Select(one => (one, true)) : _agreeing) : best;
    }

    private static ImmutableArray<DriftEvidence> Best(IEnumerable<(DriftEvidence Evidence, bool Proves)> all)
    {
        var distinct = all.Distinct().ToList();
        distinct.Sort(Compare);
        return [.. distinct.Take(MostEvidence).Select(one => one.Evidence)];
    }

    private static int Compare((DriftEvidence Evidence, bool Proves) x, (DriftEvidence Evidence, bool Proves) y)
    {
        var (one, other) = (x.Evidence, y.Evidence);
        return y.Proves.CompareTo(x.Proves) is not 0 and var byProof ? byProof
            : one.NodeId.CompareTo(other.NodeId) is not 0 and var byNode ? byNode
            : string.CompareOrdinal(one.Protocol, other.Protocol) is not 0 and var byProtocol ? byProtocol
            : string.CompareOrdinal(one.Port, other.Port) is not 0 and var byPort ? byPort
            : string.CompareOrdinal(one.RemoteName, other.RemoteName) is not 0 and var byName ? byName
            : string.CompareOrdinal(one.RemotePort, other.RemotePort) is not 0 and var byRemotePort ? byRemotePort
            : one.At.CompareTo(other.At);
    }
}
