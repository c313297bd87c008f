namespace Nms.Access;

/// <summary>Reads the chain page by page and says where it first breaks.</summary>
public sealed class AuditVerifier(IAuditLog log, AuditSeal seal, int page = 1000)
{
    /// <summary>Looks at the chain between two entries, up to the first fault.</summary>
    public async Task<AuditVerification> RunAsync(long? from, long? to, AuditMark? known, CancellationToken cancellationToken = default)
    {
        var bounds = await log.GetBoundsAsync(cancellationToken);
        var first = Math.Max(from ?? 1, bounds.Start.Sequence + 1);
        var last = Math.Min(to ?? bounds.Head.Sequence, bounds.Head.Sequence);
        var chain = new AuditChain(await BeforeAsync(first, bounds, cancellationToken), seal);
        var fault = (bounds.Anchor is { } anchor ? AuditChainLogic.FaultOf(anchor, seal) : null)
            ?? await WalkAsync(chain, last, cancellationToken)
            ?? FaultOfEnd(chain, last, bounds.Head)
            ?? await FaultOfKnownAsync(known, bounds, cancellationToken);
        return new AuditVerification(first, chain.Last.Sequence, fault, bounds.Head, bounds.Anchor, chain.KeyedFrom);
    }

    private async Task<AuditMark> BeforeAsync(long first, AuditBounds bounds, CancellationToken cancellationToken)
    {
        if (first == bounds.Start.Sequence + 1)
        {
            return bounds.Start;
        }

        var found = await log.ReadAsync(AuditQuery.All, first - 2, 1, cancellationToken);
        return found is [var entry] && entry.Sequence == first - 1 ? new AuditMark(entry.Sequence, entry.Hash) : new AuditMark(first - 1, "");
    }

    private async Task<AuditFault?> WalkAsync(AuditChain chain, long last, CancellationToken cancellationToken)
    {
        while (chain.Last.Sequence < last)
        {
            var entries = await log.ReadAsync(AuditQuery.All, chain.Last.Sequence, page, cancellationToken);
            foreach (var entry in entries.Where(entry => entry.Sequence <= last))
            {
                if (chain.Add(entry) is { } fault)
                {
                    return fault;
                }
            }

            if (entries.IsEmpty || entries[^1].Sequence > last)
            {
                break;
            }
        }

        return chain.Last.Sequence < last ? new AuditFault(chain.Last.Sequence + 1, AuditFault.Missing) : null;
    }

    private AuditFault? FaultOfEnd(AuditChain chain, long last, AuditMark head)
    {
        if (last != head.Sequence)
        {
            return null;
        }

        if (chain.Last != head)
        {
            return new AuditFault(head.Sequence, AuditFault.Changed);
        }

        // Each start writes an entry, so with a key the newest one has it.
        return seal.IsKeyed && chain is { HasWalked: true, EndsKeyed: false } ? new AuditFault(head.Sequence, AuditFault.Weakened) : null;
    }

    private async Task<AuditFault?> FaultOfKnownAsync(AuditMark? known, AuditBounds bounds, CancellationToken cancellationToken)
    {
        if (known is null || known.Sequence < bounds.Start.Sequence)
        {
            return null;
        }

        if (known.Sequence > bounds.Head.Sequence)
        {
            return new AuditFault(bounds.Head.Sequence + 1, AuditFault.Missing);
        }

        var hash = known.Sequence == bounds.Start.Sequence
            ? bounds.Start.Hash
            : (await log.ReadAsync(AuditQuery.All, known.Sequence - 1, 1, cancellationToken)).FirstOrDefault()?.Hash;
        return hash == known.Hash ? null : new AuditFault(known.Sequence, AuditFault.KnownDiffers);
    }
}
