using System.Runtime.CompilerServices;
using Nms.Snmp.Engine;

namespace Nms.Snmp;

/// <summary>Walks and tables.</summary>
public sealed partial class SnmpClient
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<SnmpWalkPage> WalkPagesAsync(
        SnmpTarget target, Oid root, SnmpWalkOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        options ??= new SnmpWalkOptions();
        var window = new BulkWindow(options);
        var last = root;
        var read = 0;
        while (true)
        {
            var result = target.Credential.Version == SnmpVersion.V1
                ? await GetNextAsync(target, [last], cancellationToken).ConfigureAwait(false)
                : await GetBulkAsync(target, [last], 0, window.Repetitions, cancellationToken).ConfigureAwait(false);
            var shrinks = result.Outcome is SnmpOutcome.TimedOut or SnmpOutcome.Malformed || result.ErrorStatus is SnmpErrorStatus.TooBig or SnmpErrorStatus.GenErr;
            if (shrinks && target.Credential.Version != SnmpVersion.V1 && (read > 0 || result.Outcome == SnmpOutcome.Answered) && window.Shrink())
            {
                continue;
            }

            var page = Page(result, root, last, options.MaxVarBinds - read);
            window.Grow(result.VarBinds.Count, result.Bytes);
            read += page.VarBinds.Count;
            if (read == 0 && page.IsComplete)
            {
                // Nothing lies below an instance but itself.
                page = await AsInstanceAsync(target, root, page, cancellationToken).ConfigureAwait(false);
            }

            yield return page;
            if (page.End != SnmpWalkEnd.None)
            {
                yield break;
            }

            last = page.VarBinds[^1].Oid;
        }
    }

    /// <inheritdoc/>
    public async Task<SnmpWalkPage> WalkAsync(SnmpTarget target, Oid root, SnmpWalkOptions? options = null, CancellationToken cancellationToken = default)
    {
        var all = new List<VarBind>();
        var last = new SnmpWalkPage([], SnmpWalkEnd.None);
        await foreach (var page in WalkPagesAsync(target, root, options, cancellationToken).ConfigureAwait(false))
        {
            all.AddRange(page.VarBinds);
            last = page;
        }

        return last with { VarBinds = all };
    }

    /// <inheritdoc/>
    public async Task<SnmpTable> GetTableAsync(
        SnmpTarget target, IReadOnlyList<Oid> columns, SnmpWalkOptions? options = null, CancellationToken cancellationToken = default)
    {
        var walks = await Task.WhenAll(columns.Select(column => WalkAsync(target, column, options, cancellationToken))).ConfigureAwait(false);
        return new SnmpTable(TableRows.Assemble(columns, walks), [.. walks.Select(walk => walk.End)]);
    }

    private async ValueTask<SnmpWalkPage> AsInstanceAsync(SnmpTarget target, Oid oid, SnmpWalkPage nothing, CancellationToken cancellationToken)
    {
        var result = await GetAsync(target, [oid], cancellationToken).ConfigureAwait(false);
        return result is { Succeeded: true, VarBinds: [{ Value.Exists: true } varBind] } && varBind.Oid == oid
            ? nothing with { VarBinds = [varBind] } : nothing;
    }

    private static SnmpWalkPage Page(SnmpResult result, Oid root, Oid last, int most)
    {
        if (result.Outcome != SnmpOutcome.Answered)
        {
            return new SnmpWalkPage([], SnmpWalkEnd.NoAnswer) { Outcome = result.Outcome };
        }

        if (result.ErrorStatus != SnmpErrorStatus.NoError)
        {
            // SNMPv1 says "nothing follows" as an error (RFC 1157 §4.1.3).
            return new SnmpWalkPage([], result.ErrorStatus == SnmpErrorStatus.NoSuchName ? SnmpWalkEnd.Complete : SnmpWalkEnd.Error) { ErrorStatus = result.ErrorStatus };
        }

        var end = result.VarBinds.Count == 0 ? SnmpWalkEnd.Error : SnmpWalkEnd.None;
        var taken = 0;
        foreach (var (oid, value) in result.VarBinds)
        {
            end = !oid.StartsWith(root) || value.Type == SnmpType.EndOfMibView ? SnmpWalkEnd.Complete
                : oid <= last ? SnmpWalkEnd.NotIncreasing
                : taken == most ? SnmpWalkEnd.LimitReached
                : SnmpWalkEnd.None;
            if (end != SnmpWalkEnd.None)
            {
                break;
            }

            last = oid;
            taken++;
        }

        return new SnmpWalkPage(taken == result.VarBinds.Count ? result.VarBinds : [.. result.VarBinds.Take(taken)], end);
    }
}
