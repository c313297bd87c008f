using System.Collections.Concurrent;
using System.Net;

namespace Nms.Snmp;

/// <summary>
/// Finds the credential that an agent accepts: tries one after the other, remembers the first success, and leaves an agent in
/// peace at which nothing worked. Searches for one agent at a time share one run.
/// </summary>
/// <param name="client">Asks the agents.</param>
/// <param name="rules">What to try where; of several rules for an address all count, in order.</param>
/// <param name="options">How gently.</param>
/// <param name="time">The clock of pauses.</param>
public sealed class SnmpCredentialFinder(SnmpClient client, IReadOnlyList<SnmpCredentialRule> rules, SnmpCredentialFinderOptions options, TimeProvider time)
{
    private static readonly Oid s_anything = new(1, 3);

    private readonly ConcurrentDictionary<IPEndPoint, Lazy<Task<SnmpCredentialSearch>>> _running = new();
    private readonly ConcurrentDictionary<IPEndPoint, (SnmpCredentialSearch Search, long At)> _known = new();

    /// <summary>Gives the agent with a credential it accepts; null when it accepts none, or was found silent a short while ago.</summary>
    /// <param name="endPoint">The agent.</param>
    /// <param name="cancellationToken">Gives up waiting; a search others wait for goes on.</param>
    public async Task<SnmpTarget?> FindAsync(IPEndPoint endPoint, CancellationToken cancellationToken = default)
        => (await SearchAsync(endPoint, cancellationToken).ConfigureAwait(false)).Target;

    /// <summary>Finds as <see cref="FindAsync"/> does, and tells how the search went; one that was made before has an age.</summary>
    /// <param name="endPoint">The agent.</param>
    /// <param name="cancellationToken">Gives up waiting; a search others wait for goes on.</param>
    public async Task<SnmpCredentialSearch> SearchAsync(IPEndPoint endPoint, CancellationToken cancellationToken = default)
    {
        if (_known.TryGetValue(endPoint, out var known)
            && time.GetElapsedTime(known.At) is var age && (known.Search.Target is not null || age < options.RestAfterFailure))
        {
            return known.Search with { Age = age };
        }

        var search = _running.GetOrAdd(endPoint, static (endPoint, finder) => new Lazy<Task<SnmpCredentialSearch>>(() => finder.RunAsync(endPoint)), this);
        return await search.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets what is known of an agent, because its credential was refused or it was replaced.</summary>
    /// <param name="endPoint">The agent.</param>
    public void Forget(IPEndPoint endPoint) => _known.TryRemove(endPoint, out _);

    private async Task<SnmpCredentialSearch> RunAsync(IPEndPoint endPoint)
    {
        try
        {
            var found = await TryAllAsync(endPoint).ConfigureAwait(false);
            if (_known.Count >= options.MaxTargets)
            {
                _known.Clear();
            }

            _known[endPoint] = (found, time.GetTimestamp());
            return found;
        }
        finally
        {
            _running.TryRemove(endPoint, out _);
        }
    }

    private async Task<SnmpCredentialSearch> TryAllAsync(IPEndPoint endPoint)
    {
        var wrongPasswords = 0;
        var speaksV3 = true;
        var (tried, sent) = (0, 0);
        var last = SnmpOutcome.TimedOut;
        foreach (var credential in rules.Where(rule => rule.Covers(endPoint.Address)).SelectMany(rule => rule.Credentials).Distinct().Take(options.MaxTries))
        {
            if (credential.Version == SnmpVersion.V3 && (!speaksV3 || wrongPasswords >= options.MaxWrongPasswords))
            {
                continue;
            }

            if (tried > 0 && options.Pause > TimeSpan.Zero)
            {
                await Task.Delay(options.Pause, time).ConfigureAwait(false);
            }

            tried++;
            var target = new SnmpTarget(endPoint, credential);
            var result = await client.Send(target, PduType.GetNextRequest, [new VarBind(s_anything)], 0, 0, CancellationToken.None, options.Retries).ConfigureAwait(false);
            (last, sent) = (result.Outcome, sent + result.Attempts);
            switch (result.Outcome)
            {
                case SnmpOutcome.Answered when result.ErrorStatus != SnmpErrorStatus.AuthorizationError:
                    return new SnmpCredentialSearch(target, tried, last, sent);
                case SnmpOutcome.Unreachable:
                    return new SnmpCredentialSearch(null, tried, last, sent);
                case SnmpOutcome.WrongDigest or SnmpOutcome.DecryptionError:
                    wrongPasswords++;
                    break;
                case SnmpOutcome.TimedOut when credential.Version == SnmpVersion.V3 && client.KnowsEngineOf(endPoint):
                    // It reported its engine and then fell silent: Net-SNMP does so when it cannot decrypt.
                    wrongPasswords++;
                    break;
                case SnmpOutcome.TimedOut when credential.Version == SnmpVersion.V3:
                    // Not even a report: other users would only find the same silence.
                    speaksV3 = false;
                    break;
            }
        }

        return new SnmpCredentialSearch(null, tried, last, sent);
    }
}
