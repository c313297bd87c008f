namespace Nms.Snmp;

/// <summary>Reading instances whatever the agent's weaknesses.</summary>
public sealed partial class SnmpClient
{
    /// <inheritdoc/>
    public async ValueTask<SnmpResult> GetAsync(SnmpTarget target, IReadOnlyList<Oid> oids, CancellationToken cancellationToken = default)
    {
        var result = await Send(target, PduType.GetRequest, Names(oids), 0, 0, cancellationToken).ConfigureAwait(false);
        return result.Outcome != SnmpOutcome.Answered ? result : result.ErrorStatus switch
        {
            SnmpErrorStatus.TooBig when oids.Count > 1 => await GetInHalvesAsync(target, oids, cancellationToken).ConfigureAwait(false),
            SnmpErrorStatus.NoSuchName => await GetWithoutAsync(target, oids, result, cancellationToken).ConfigureAwait(false),
            _ => result,
        };
    }

    /// <inheritdoc/>
    public async ValueTask<SnmpResult> ReadAsync(SnmpTarget target, IReadOnlyList<Oid> oids, CancellationToken cancellationToken = default)
    {
        var got = await GetAsync(target, oids, cancellationToken).ConfigureAwait(false);
        if (got.Outcome is not (SnmpOutcome.Answered or SnmpOutcome.TimedOut or SnmpOutcome.Malformed))
        {
            return got;
        }

        var values = new VarBind[oids.Count];
        var missing = new List<int>();
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = got.Succeeded && i < got.VarBinds.Count ? got.VarBinds[i] : new VarBind(oids[i], SnmpValue.NoSuchInstance);
            if (!values[i].Value.Exists)
            {
                missing.Add(i);
            }
        }

        if (missing.Count == 0)
        {
            return got;
        }

        var next = await GetNextAsync(target, [.. missing.Select(i => oids[i].Predecessor())], cancellationToken).ConfigureAwait(false);
        if (!next.Succeeded)
        {
            return got;
        }

        foreach (var (i, found) in missing.Zip(next.VarBinds).Where(pair => pair.Second.Oid == oids[pair.First] && pair.Second.Value.Exists))
        {
            values[i] = found;
        }

        return With(next, values);
    }

    private async ValueTask<SnmpResult> GetInHalvesAsync(SnmpTarget target, IReadOnlyList<Oid> oids, CancellationToken cancellationToken)
    {
        var half = oids.Count / 2;
        var first = await GetAsync(target, [.. oids.Take(half)], cancellationToken).ConfigureAwait(false);
        if (!first.Succeeded)
        {
            return first;
        }

        var second = await GetAsync(target, [.. oids.Skip(half)], cancellationToken).ConfigureAwait(false);
        return second.Succeeded ? With(second, [.. first.VarBinds, .. second.VarBinds]) : second;
    }

    /// <summary>RFC 1157 §4.1.2: one name an SNMPv1 agent does not know, and it says nothing of the others. So ask for the others.</summary>
    private async ValueTask<SnmpResult> GetWithoutAsync(
        SnmpTarget target, IReadOnlyList<Oid> oids, SnmpResult result, CancellationToken cancellationToken)
    {
        var unknown = new HashSet<int>();
        var asked = Enumerable.Range(0, oids.Count).ToList();
        while (result is { Outcome: SnmpOutcome.Answered, ErrorStatus: SnmpErrorStatus.NoSuchName } && result.ErrorIndex >= 1 && result.ErrorIndex <= asked.Count)
        {
            unknown.Add(asked[result.ErrorIndex - 1]);
            asked.RemoveAt(result.ErrorIndex - 1);
            if (asked.Count == 0)
            {
                break;
            }

            result = await Send(target, PduType.GetRequest, Names([.. asked.Select(i => oids[i])]), 0, 0, cancellationToken).ConfigureAwait(false);
        }

        if (asked.Count > 0 && !result.Succeeded)
        {
            return result;
        }

        var known = asked.Count > 0 ? result.VarBinds : [];
        var next = 0;
        return With(result, [.. oids.Select((oid, i) => unknown.Contains(i) || next >= known.Count ? new VarBind(oid, SnmpValue.NoSuchInstance) : known[next++])]);
    }

    private static SnmpResult With(SnmpResult result, VarBind[] varBinds) => new(SnmpOutcome.Answered, varBinds)
    {
        RoundTrip = result.RoundTrip,
        Attempts = result.Attempts,
        Bytes = result.Bytes,
    };
}
