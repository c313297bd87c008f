using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using Nms.Discovery.Reach;
using Nms.Discovery.Reach.Identity;
using Nms.Discovery.Reach.Probing;
using Nms.Discovery.Snmp;
using Nms.Equipment;
using Nms.Nodes;

namespace Nms.Discovery.Networks;

/// <summary>
/// One run over address ranges and seeds, outside of labs. Which addresses are one box shows as the run goes on: equipment is recorded as
/// soon as it is found, and again when more of it is.
/// </summary>
internal sealed class NetworkRun(NetworkServices network, DiscoveryServices services, DiscoveryRunSnapshot run, RunReporter reporter)
{
    private const int RecordsAtATime = 8;

    private static readonly TimeSpan s_tellEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_countEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<IPAddress, HostVisit> _visits = [];
    private readonly Dictionary<Guid, KnownBox> _known = [];
    private readonly Dictionary<Guid, string> _recorded = [];
    private readonly Dictionary<Guid, EquipmentProfile> _profiles = [];
    private readonly HashSet<Guid> _lost = [];
    private readonly HashSet<Guid> _earlier = [];
    private long _swept;
    private int _tooDeep;

    private CancellationToken Over => reporter.Over;

    private IEquipmentDirectoryGrain Directory => services.Grains.EquipmentDirectory(Guid.Empty);

    /// <summary>Works through the scope; what a predecessor did is not done again.</summary>
    /// <exception cref="ForbiddenException">The rules of now do not permit the scope.</exception>
    /// <exception cref="OperationCanceledException">The run is over.</exception>
    public async Task RunAsync()
    {
        var scope = NetworkScope.Judge(run.Request.Scope, network.Policy);
        var limits = NetworkScope.Limits(scope, run.Request, network.Policy, services.Options);
        var state = await LoadAsync(limits);
        await reporter.TellAsync(new DiscoveryReport { Phase = "sweeping" });
        using (var counting = CancellationTokenSource.CreateLinkedTokenSource(Over))
        {
            var counts = CountAsync(counting.Token);
            await CrawlAsync(scope, limits, state);
            await counting.CancelAsync();
            await counts.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await reporter.TellAsync(new DiscoveryReport { Phase = "resolving", AddressesSwept = Interlocked.Exchange(ref _swept, 0), Notes = [.. Notes(scope, limits)] });
        await RecordAsync(HostProfiles.Hints(_profiles.Values));
        await LoseAsync(scope);
    }

    /// <summary>What is known of equipment outside of labs, and how far a predecessor of this run had come.</summary>
    private async Task<CrawlState> LoadAsync(CrawlLimits limits)
    {
        var found = new ConcurrentBag<EquipmentSnapshot>();
        await BoundedFanOut.ForEachAsync(await Directory.ListAsync(Over), RecordsAtATime, async one =>
        {
            if (await services.Grains.Equipment(KeyOf(one.EquipmentId)).FindAsync(Over) is { } equipment)
            {
                found.Add(equipment);
            }
        });
        var done = run.Targets.Where(target => DiscoveryRunLogic.IsDone(target) && target.Addresses is not []).ToDictionary(target => target.EquipmentId);
        foreach (var equipment in found)
        {
            var id = equipment.Profile.EquipmentId;
            _known[id] = HostProfiles.Known(equipment);
            _earlier.Add(id);
            if (equipment.Summary.Lost)
            {
                _lost.Add(id);
            }

            if (done.ContainsKey(id))
            {
                _profiles[id] = equipment.Profile;
            }
        }

        return HostProfiles.Resume(limits, network.Policy, _profiles.Values.Select(profile => (profile, Parse(done[profile.EquipmentId].Addresses), done[profile.EquipmentId].Depth)));
    }

    private async Task CrawlAsync(ScopeJudgement scope, CrawlLimits limits, CrawlState state)
    {
        var wanted = run.Request.Options with { IncludeTopology = run.Request.Options.IncludeTopology || limits.Depth > 0 };
        var sweep = new SweepRequest(scope.Addresses)
        {
            Progress = new Counter(this),
            AskAgent = wanted.IncludeSnmp && scope.Addresses.Count <= NetworkScope.MostAskedSilent
                ? async (address, endPoint, cancellationToken) => (await network.Credentials.SearchAsync(new SnmpAgentTarget(endPoint, address), cancellationToken)).Target is not null
                : null,
        };
        var told = services.Time.GetTimestamp();
        await foreach (var step in network.Crawl.RunAsync(scope, limits, state, sweep, VisitAsync, Over))
        {
            await NoteAsync(scope, step);
            if (step.Finding is not null && services.Time.GetElapsedTime(told) >= s_tellEvery)
            {
                await RecordAsync([]);
                told = services.Time.GetTimestamp();
            }
        }

        await RecordAsync([]);

        async Task<CrawlFinding?> VisitAsync(CrawlTarget target, CancellationToken cancellationToken)
        {
            if (await network.Visitor.VisitAsync(target, wanted, cancellationToken) is not { } visit)
            {
                return null;
            }

            _visits[visit.Address] = visit;
            return new CrawlFinding(
                visit.Agent?.HostName ?? visit.Address.ToString(), visit.Keys, HostProfiles.NeighboursOf(visit.Agent?.Adjacencies ?? [], visit.Agent?.Routes ?? []));
        }
    }

    private async Task NoteAsync(ScopeJudgement scope, CrawlStep step)
    {
        _tooDeep += step.NotFollowed.Count(refusal => refusal.Rule == CrawlRule.TooDeep);
        List<string> notes =
        [
            .. step.NotFollowed.Where(refusal => refusal.Rule is not (CrawlRule.Known or CrawlRule.TooDeep))
                .Select(refusal => refusal.Target.NamedBy is { } by ? $"{by} names {refusal.Target.Address}, which is not followed: {refusal.Reason}" : refusal.Reason),
        ];
        if (step is { Visited: { Depth: 0 } seed, Finding: null } && scope.Seeds.Contains(seed.Address))
        {
            notes.Add($"Nothing answers at the seed {seed.Address}.");
        }

        if (notes is not [])
        {
            await reporter.TellAsync(new DiscoveryReport { Notes = [.. notes] });
        }
    }

    private IEnumerable<string> Notes(ScopeJudgement scope, CrawlLimits limits)
    {
        if (_tooDeep > 0)
        {
            yield return FormattableString.Invariant($"{_tooDeep} addresses that neighbours name are further than {limits.Depth} away and are not followed.");
        }

        if (run.Request.Options.IncludeSnmp && scope.Addresses.Count > NetworkScope.MostAskedSilent)
        {
            yield return FormattableString.Invariant($"Addresses that answer neither echo nor TCP were not asked for an agent: the ranges have more than {NetworkScope.MostAskedSilent} addresses.");
        }
    }

    /// <summary>Records the boxes of which more is known than when they were recorded last.</summary>
    private async Task RecordAsync(ImmutableDictionary<IPAddress, SourceFindings> hints)
    {
        var boxes = IdentityLogic.Merge(
            _visits.Values.Select(visit => new BoxFinding(visit.Address, hints.TryGetValue(visit.Address, out var hint) ? visit.Keys.With(IdentityKeys.Of(seenMacAddresses: [hint.Addresses[0].MacAddress])) : visit.Keys)),
            _known.Values);
        var merged = new List<Guid>();
        await BoundedFanOut.ForEachAsync(boxes.Where(IsNews), RecordsAtATime, box => RecordAsync(box, hints));
        foreach (var box in boxes)
        {
            foreach (var half in box.Absorbed.Where(_recorded.ContainsKey))
            {
                await ForgetAsync(half);
                merged.Add(half);
            }
        }

        if (merged is not [])
        {
            await reporter.TellAsync(new DiscoveryReport { Merged = [.. merged] });
        }

        bool IsNews(Box box)
        {
            var said = $"{string.Join(' ', box.FoundAt)} {box.FoundAt.Count(hints.ContainsKey)}";
            if (_recorded.GetValueOrDefault(box.Id) == said || (!_recorded.ContainsKey(box.Id) && _profiles.ContainsKey(box.Id)))
            {
                // As it was, or one that a predecessor of this run recorded.
                return false;
            }

            _recorded[box.Id] = said;
            return true;
        }
    }

    private async Task RecordAsync(Box box, ImmutableDictionary<IPAddress, SourceFindings> hints)
    {
        ImmutableArray<HostVisit> visits = [.. box.FoundAt.Select(address => _visits[address])];
        var profile = HostProfiles.Of(box, visits, [.. box.FoundAt.Where(hints.ContainsKey).Select(address => hints[address])], run.RunId);
        var recorded = await services.Grains.Equipment(KeyOf(box.Id)).RecordAsync(new EquipmentRecord { Profile = profile }, Over);
        lock (_known)
        {
            _profiles[box.Id] = profile;
            _known[box.Id] = new KnownBox(box.Id, recorded.Summary.FirstSeenAt, [.. box.FoundAt], box.Keys);
            _lost.Remove(box.Id);
        }

        await reporter.AddAsync(
            RunTargets.Done(profile, recorded, (profile.CompletedAt ?? profile.StartedAt) - profile.StartedAt) with
            {
                Addresses = [.. box.FoundAt.Select(AddressLogic.Canonical)],
                Depth = visits.Min(visit => visit.Depth),
            },
            recorded.Summary);
    }

    /// <summary>What was taken for two boxes and is one.</summary>
    private async Task ForgetAsync(Guid half)
    {
        _known.Remove(half);
        _profiles.Remove(half);
        _recorded.Remove(half);
        await Directory.RemoveAsync([half], Over);
        await services.Grains.Equipment(KeyOf(half)).ForgetAsync(Over);
    }

    /// <summary>Equipment that was in the scope and does not answer any more.</summary>
    private Task LoseAsync(ScopeJudgement scope) => BoundedFanOut.ForEachAsync(
        _known.Values.Where(box => _earlier.Contains(box.Id) && !_lost.Contains(box.Id) && !_profiles.ContainsKey(box.Id)).ToList(),
        RecordsAtATime,
        async box =>
        {
            if (box.FoundAt.Where(address => scope.Addresses.Contains(address) || scope.Seeds.Contains(address)).Order(AddressOrdering.Instance).ToList() is [var gone, ..]
                && await services.Grains.Equipment(KeyOf(box.Id)).LoseAsync($"Nothing answers at {gone} any more.", run.RunId, Over) is { } summary)
            {
                await Directory.IndexAsync([summary], Over);
            }
        });

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(s_countEvery, services.Time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (Interlocked.Exchange(ref _swept, 0) is > 0 and var swept)
            {
                await reporter.TellAsync(new DiscoveryReport { AddressesSwept = swept });
            }
        }
    }

    private static NodeKey KeyOf(Guid id) => new(Guid.Empty, id);

    private static ImmutableArray<IPAddress> Parse(ImmutableArray<string> addresses) => [.. addresses.Select(address => IPAddress.Parse(address))];

    private sealed class Counter(NetworkRun owner) : IProgress<SweepProgress>
    {
        private long _done;

        public void Report(SweepProgress value) => Interlocked.Add(ref owner._swept, value.Done - Interlocked.Exchange(ref _done, value.Done));
    }
}
