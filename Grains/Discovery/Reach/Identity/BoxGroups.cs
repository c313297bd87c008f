namespace Nms.Discovery.Reach.Identity;

/// <summary>Findings that are joined step by step: each group is one box as far as is known. A join that anything contradicts is refused and noted.</summary>
internal sealed class BoxGroups
{
    // What one key may be shared by before it is no key: with a thousand clones of one disk nobody compares each with each.
    private const int MostRivals = 32;
    private const int MostDoubts = 10;

    private readonly IReadOnlyList<BoxFinding> _findings;
    private readonly int[] _parents;
    private readonly IdentityKeys[] _keys;
    private readonly List<string>[] _reasons;
    private readonly List<string>[] _doubts;

    public BoxGroups(IReadOnlyList<BoxFinding> findings)
    {
        _findings = findings;
        _parents = [.. Enumerable.Range(0, findings.Count)];
        _keys = [.. findings.Select(finding => finding.Keys)];
        _reasons = [.. findings.Select(_ => new List<string>())];
        _doubts = [.. findings.Select(_ => new List<string>())];
    }

    /// <summary>The groups, in the order of their first findings.</summary>
    public IEnumerable<BoxGroup> All => Enumerable.Range(0, _parents.Length).GroupBy(Root)
        .Select(group => new BoxGroup([.. group.Select(i => _findings[i].Address)], _keys[group.Key], [.. _reasons[group.Key]], [.. _doubts[group.Key]]));

    /// <summary>Joins what has a key in common.</summary>
    public void JoinBy(Func<IdentityKeys, IEnumerable<string>> keys, string what)
    {
        foreach (var bucket in _findings.SelectMany((finding, i) => keys(finding.Keys).Select(key => (key, i))).GroupBy(pair => pair.key, pair => pair.i).OrderBy(bucket => bucket.Key, StringComparer.Ordinal))
        {
            var heads = new List<int>();
            foreach (var member in bucket)
            {
                if (heads.All(head => Root(head) != Root(member)) && !heads.Exists(head => TryJoin(head, member, $"the {what} {bucket.Key}")) && heads.Count < MostRivals)
                {
                    heads.Add(member);
                }
            }
        }
    }

    /// <summary>Joins an address with the one box that lists it.</summary>
    public void JoinByLists()
    {
        var listed = _findings.SelectMany((finding, i) => finding.Keys.Addresses.Select(address => (address, i))).ToLookup(pair => pair.address, pair => pair.i);
        for (var i = 0; i < _findings.Count; i++)
        {
            var address = _findings[i].Address;
            var claimants = listed[address].Select(Root).Distinct().Where(root => root != Root(i)).Take(MostRivals).ToList();
            if (claimants.Count > 1)
            {
                Doubt(i, $"{string.Join(" and ", claimants.Take(3).Select(Label))} both list {address}.");
            }
            else if (claimants is [var only])
            {
                TryJoin(only, i, $"the address {address} in its list");
            }
        }
    }

    private bool TryJoin(int one, int other, string why)
    {
        var (root, joined) = (Root(one), Root(other));
        if (root == joined)
        {
            return true;
        }

        if (IdentityContradictions.Now(_keys[root], _keys[joined]) is { } contradiction)
        {
            var sentence = $"{Label(one)} and {Label(other)} have {why} in common, but {contradiction}.";
            Doubt(one, sentence);
            Doubt(other, sentence);
            return false;
        }

        _parents[joined] = root;
        _keys[root] = _keys[root].With(_keys[joined]);
        _reasons[root].AddRange(_reasons[joined]);
        _reasons[root].Add($"{Label(one)} and {Label(other)} have {why} in common.");
        _doubts[root].AddRange(_doubts[joined].Take(MostDoubts - _doubts[root].Count));
        return true;
    }

    private void Doubt(int i, string sentence)
    {
        if (_doubts[Root(i)] is { Count: < MostDoubts } doubts && !doubts.Contains(sentence))
        {
            doubts.Add(sentence);
        }
    }

    private string Label(int i) => _findings[i].Address.ToString();

    private int Root(int i)
    {
        while (_parents[i] != i)
        {
            i = _parents[i] = _parents[_parents[i]];
        }

        return i;
    }
}
