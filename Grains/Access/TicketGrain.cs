namespace Nms.Access;

/// <summary>One ticket, in memory.</summary>
[GrainType("nms.ticket")]
[CollectionAgeLimit(Minutes = 2)]
internal sealed class TicketGrain(TimeProvider time) : Grain, ITicketGrain
{
    private SignedIn? _holder;
    private DateTimeOffset _goodUntil;

    public ValueTask IssueAsync(SignedIn holder, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        _holder = holder;
        _goodUntil = time.GetUtcNow() + lifetime;
        return ValueTask.CompletedTask;
    }

    public ValueTask<SignedIn?> RedeemAsync(CancellationToken cancellationToken)
    {
        var holder = time.GetUtcNow() < _goodUntil ? _holder : null;
        _holder = null;
        return ValueTask.FromResult(holder);
    }
}
