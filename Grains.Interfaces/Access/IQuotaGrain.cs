namespace Nms.Access;

/// <summary>
/// The quota of one caller for one class of requests, in the whole cluster. Silos take permits in slices and count those
/// alone. Nothing is stored: an activation that was lost starts full.
/// </summary>
[Alias("Nms.Access.IQuotaGrain")]
public interface IQuotaGrain : IGrainWithStringKey
{
    /// <summary>Takes permits, fewer than wanted when there are fewer.</summary>
    [Alias("TakeAsync")]
    Task<QuotaGrant> TakeAsync(QuotaLimit limit, int wanted, CancellationToken cancellationToken = default);
}
