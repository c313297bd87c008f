namespace Nms.Access;

/// <summary>
/// Counts sign-ins that failed for one account, one address or one pair of them; lives in memory, because forgetting them
/// with a silo is harmless. An attempt is counted before its password is checked, so that many at once gain nothing.
/// </summary>
[Alias("Nms.Access.ISignInAttemptsGrain")]
public interface ISignInAttemptsGrain : IGrainWithStringKey
{
    /// <summary>Null when the attempt may be made, and is counted; otherwise how long to wait.</summary>
    /// <param name="free">How many may fail before a wait.</param>
    /// <param name="longest">The longest wait.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    [Alias("Admit")]
    ValueTask<TimeSpan?> AdmitAsync(int free, TimeSpan longest, CancellationToken cancellationToken = default);

    /// <summary>The attempt succeeded: forgets all failures, or only takes back the one that was counted for it.</summary>
    [Alias("Succeed")]
    ValueTask SucceedAsync(bool forgetAll, CancellationToken cancellationToken = default);
}
