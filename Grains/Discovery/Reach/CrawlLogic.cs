using System.Collections.Immutable;
using System.Net;
using Nms.Probes;

namespace Nms.Discovery.Reach;

/// <summary>
/// Decides where a crawl through neighbours goes. A neighbour's address is hostile input: whoever is asked may name any. The order is by
/// depth, so that a run that ends early has seen what is near.
/// </summary>
internal static class CrawlLogic
{
    /// <summary>Begins at some addresses, or takes in more of them: what a sweep found meanwhile.</summary>
    public static (CrawlState State, ImmutableArray<CrawlRefusal> Refused) Begin(CrawlLimits limits, ScopePolicy policy, CrawlState state, IEnumerable<IPAddress> seeds) =>
        Add(limits, policy, state, [.. seeds.Select(address => new CrawlTarget(address, 0, null))]);

    /// <summary>Takes in what a visited piece of equipment named as its neighbours.</summary>
    /// <param name="limits">How far the run goes.</param>
    /// <param name="policy">What the operator permits.</param>
    /// <param name="state">How far it has come.</param>
    /// <param name="visited">Who was visited.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="neighbours">The addresses that it named.</param>
    public static (CrawlState State, ImmutableArray<CrawlRefusal> Refused) Follow(
        CrawlLimits limits, ScopePolicy policy, CrawlState state, CrawlTarget visited, string name, IEnumerable<IPAddress> neighbours)
    {
        var named = neighbours.Select(address => new CrawlTarget(Plain(address), visited.Depth + 1, name)).DistinctBy(target => target.Address).Take(limits.MaxNamed + 1).ToList();
        var (next, refused) = Add(limits, policy, state, named.Take(limits.MaxNamed));
        return named.Count <= limits.MaxNamed
            ? (next, refused)
            : (next, refused.Add(Refuse(named[^1], CrawlRule.TooManyNamed, $"{name} names more than {limits.MaxNamed} neighbours; the others are left out.")));
    }

    /// <summary>Takes the next addresses to visit.</summary>
    public static (CrawlState State, ImmutableArray<CrawlTarget> Targets) Take(CrawlLimits limits, CrawlState state)
    {
        var targets = ImmutableArray.CreateBuilder<CrawlTarget>();
        while (!state.Waiting.IsEmpty && state.UnderWay.Count < limits.MaxConcurrent)
        {
            state = state with { Waiting = state.Waiting.Dequeue(out var target) };
            if (state.Owned.Contains(target.Address))
            {
                // It turned out to be another address of what was found meanwhile.
                state = state with { Equipment = state.Equipment - 1 };
                continue;
            }

            state = state with { UnderWay = state.UnderWay.Add(target.Address) };
            targets.Add(target);
        }

        return (state, targets.DrainToImmutable());
    }

    /// <summary>Ends a visit.</summary>
    /// <param name="state">How far the crawl has come.</param>
    /// <param name="visited">Who was visited.</param>
    /// <param name="addresses">All addresses of the equipment there; none when there is none.</param>
    public static CrawlState Finish(CrawlState state, CrawlTarget visited, IReadOnlyCollection<IPAddress> addresses) => state with
    {
        UnderWay = state.UnderWay.Remove(visited.Address),
        Owned = state.Owned.Union(addresses.Select(Plain)),
        Known = state.Known.Union(addresses.Select(Plain)),
        Equipment = addresses.Count == 0 ? state.Equipment - 1 : state.Equipment,
    };

    private static (CrawlState State, ImmutableArray<CrawlRefusal> Refused) Add(CrawlLimits limits, ScopePolicy policy, CrawlState state, IEnumerable<CrawlTarget> targets)
    {
        var refused = ImmutableArray.CreateBuilder<CrawlRefusal>();
        foreach (var target in targets.Select(target => target with { Address = Plain(target.Address) }))
        {
            if (Complaint(limits, policy, state, target) is { } refusal)
            {
                refused.Add(refusal);
            }
            else
            {
                state = state with { Known = state.Known.Add(target.Address), Waiting = state.Waiting.Enqueue(target), Equipment = state.Equipment + 1 };
            }
        }

        return (state, refused.DrainToImmutable());
    }

    private static CrawlRefusal? Complaint(CrawlLimits limits, ScopePolicy policy, CrawlState state, CrawlTarget target)
    {
        var address = target.Address;
        if (state.Known.Contains(address))
        {
            return Refuse(target, CrawlRule.Known, $"{address} is known already.");
        }

        if (limits.Exclude.Contains(address))
        {
            return Refuse(target, ScopeRule.Excluded, $"{address} is excluded.");
        }

        if (ScopeRules.Complaint(new IPAddressRange(address, address), policy) is var (rule, message))
        {
            return Refuse(target, rule, message);
        }

        return limits.Within is { } within && !within.Contains(address) ? Refuse(target, CrawlRule.OutOfBounds, $"{address} is not in the networks of this run.")
            : target.Depth > limits.Depth ? Refuse(target, CrawlRule.TooDeep, $"{address} is {target.Depth} neighbours away; the run goes {limits.Depth} far.")
            : state.Equipment >= limits.MaxEquipment ? Refuse(target, CrawlRule.TooMany, $"The run has {state.Equipment} pieces of equipment, as many as it may.")
            : null;
    }

    private static CrawlRefusal Refuse(CrawlTarget target, string rule, FormattableString reason) => new(target, rule, FormattableString.Invariant(reason));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
