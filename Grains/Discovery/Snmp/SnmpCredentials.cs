using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Nms.Probes;
using Nms.Snmp;

namespace Nms.Discovery.Snmp;

/// <summary>The credentials of the settings, and which of them an agent accepts.</summary>
internal sealed class SnmpCredentials
{
    /// <summary>Sets of credentials from configurations that are remembered; found again, they are only tried again.</summary>
    private const int MostOwn = 5_000;

    private static readonly SnmpCredentialOptions s_usual = new() { Name = "public", Community = "public" };

    private readonly SnmpClient _client;
    private readonly SnmpDiscoveryOptions _options;
    private readonly TimeProvider _time;
    private readonly ConditionalWeakTable<SnmpCredential, SnmpCredentialOptions> _settings = [];

    private readonly Entry[] _entries;

    // The finder knows addresses as they are reached from here; which credentials count is decided by the address in the lab.
    private readonly ConcurrentDictionary<string, SnmpCredentialFinder> _finders = new(StringComparer.Ordinal);

    // Credentials that configurations name are told apart by what they are: two nodes with the same share a finder.
    private readonly ConcurrentDictionary<string, Own> _own = new(StringComparer.Ordinal);

    public SnmpCredentials(SnmpClient client, IOptions<SnmpDiscoveryOptions> options, TimeProvider time)
    {
        (_client, _options, _time) = (client, options.Value, time);
        _entries = New(_options.Credentials is { Count: > 0 } credentials ? credentials : [s_usual]);
    }

    /// <summary>How many credentials apply to an agent.</summary>
    public int CountFor(SnmpAgentTarget target) => EntriesFor(target).Length + (OwnOf(target)?.Entries.Length ?? 0);

    /// <summary>Looks for the first credential that an agent accepts, its own last; remembered once it is found.</summary>
    public async Task<SnmpCredentialSearch> SearchAsync(SnmpAgentTarget target, CancellationToken cancellationToken)
    {
        var search = await FinderFor(target).SearchAsync(target.EndPoint, cancellationToken).ConfigureAwait(false);
        if (search.Target is not null || search.LastOutcome == SnmpOutcome.Unreachable || OwnOf(target) is not { } own)
        {
            return search;
        }

        var second = await own.Finder.SearchAsync(target.EndPoint, cancellationToken).ConfigureAwait(false);
        return second with { Tried = search.Tried + second.Tried, Sent = (search.Age == TimeSpan.Zero ? search.Sent : 0) + second.Sent };
    }

    /// <summary>Forgets what an agent accepted, because it does no longer.</summary>
    public void Forget(SnmpAgentTarget target)
    {
        FinderFor(target).Forget(target.EndPoint);
        OwnOf(target)?.Finder.Forget(target.EndPoint);
    }

    public AgentAccess Describe(SnmpTarget found)
    {
        var settings = SettingsOf(found);
        return new AgentAccess(settings.Name!, SnmpCredentialRules.VersionOf(settings), settings.User);
    }

    /// <summary>The agent as it shows one VLAN: Cisco's switches have a bridge for each, behind community@vlan or the context vlan-n.</summary>
    public SnmpTarget InVlan(SnmpTarget found, int vlan)
        => found with { Credential = SnmpCredentialRules.InVlan(SettingsOf(found), vlan) };

    private SnmpCredentialOptions SettingsOf(SnmpTarget found) => _settings.TryGetValue(found.Credential, out var settings)
        ? settings
        : throw new InvalidOperationException($"The agent at {found.EndPoint} was not entered with a credential from here.");

    private SnmpCredentialFinder FinderFor(SnmpAgentTarget target)
    {
        var entries = EntriesFor(target);
        return _finders.GetOrAdd(string.Join('\n', entries.Select(entry => entry.Settings.Name)), _ => NewFinder(entries));
    }

    private Own? OwnOf(SnmpAgentTarget target)
    {
        if (target.Configured is [] || !_options.TryConfigured)
        {
            return null;
        }

        if (_own.Count >= MostOwn)
        {
            _own.Clear();
        }

        return _own.GetOrAdd(KeyOf(target), _ =>
        {
            var entries = New(target.Configured);
            return new Own(entries, NewFinder(entries));
        });
    }

    private static string KeyOf(SnmpAgentTarget target) => string.Join('\n', target.Configured.Select(one =>
        string.Join('\t', one.Name, one.Community, one.User, one.AuthProtocol, one.AuthPassword, one.PrivacyProtocol, one.PrivacyPassword)));

    private SnmpCredentialFinder NewFinder(Entry[] entries) =>
        new(_client, [new SnmpCredentialRule(null, [.. entries.Select(entry => entry.Credential)])], Gentleness, _time);

    private Entry[] New(IEnumerable<SnmpCredentialOptions> all)
    {
        Entry[] entries = [.. all.Select(settings => new Entry(settings))];
        foreach (var entry in entries)
        {
            _settings.Add(entry.Credential, entry.Settings);
        }

        return entries;
    }

    private Entry[] EntriesFor(SnmpAgentTarget target) =>
        [.. _entries.Where(entry => entry.Covers(target)).OrderByDescending(entry => entry.Settings.Name == target.CredentialName)];

    private SnmpCredentialFinderOptions Gentleness => new()
    {
        Pause = _options.Pause,
        Retries = Math.Min(1, _options.Retries),
        RestAfterFailure = _options.RestAfterFailure,
    };

    private sealed record Own(Entry[] Entries, SnmpCredentialFinder Finder);

    private sealed class Entry(SnmpCredentialOptions settings)
    {
        private readonly IPAddressRange[] _ranges = [.. settings.Ranges.Select(IPAddressRange.Parse)];

        public SnmpCredentialOptions Settings => settings;

        public SnmpCredential Credential { get; } = SnmpCredentialRules.Read(settings);

        public bool Covers(SnmpAgentTarget target) =>
            (settings.Project is null || settings.Project == target.Project)
            && (_ranges.Length == 0 || Array.Exists(_ranges, range => range.Contains(target.Address)));
    }
}
