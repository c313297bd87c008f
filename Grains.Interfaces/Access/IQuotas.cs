namespace Nms.Access;

/// <summary>Counts requests against limits that hold for the cluster. Thread-safe; answers from this silo's slice where it has one.</summary>
public interface IQuotas
{
    /// <summary>Takes one permit.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="kind">Of which class of requests.</param>
    /// <param name="limit">How many there are.</param>
    /// <param name="cancellationToken">Ends the wait for another slice.</param>
    ValueTask<QuotaAnswer> TakeAsync(QuotaCaller caller, string kind, QuotaLimit limit, CancellationToken cancellationToken = default);
}
