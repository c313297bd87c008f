namespace Nms.Access;

/// <summary>
/// How many long connections one principal or one address has in the whole cluster. Silos say how many they have; what a silo does not
/// confirm in time is forgotten, so that one that died takes nothing with it. Nothing is stored.
/// </summary>
[Alias("Nms.Access.ISeatsGrain")]
public interface ISeatsGrain : IGrainWithStringKey
{
    /// <summary>Asks whether a silo may have so many; false leaves what it had.</summary>
    /// <param name="holder">The silo, of this run of its process.</param>
    /// <param name="seats">All that it would have.</param>
    /// <param name="most">The limit for the cluster.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    [Alias("TryHoldAsync")]
    Task<bool> TryHoldAsync(Guid holder, int seats, int most, CancellationToken cancellationToken = default);

    /// <summary>Says how many a silo has. It counts also beyond the limit: they are there.</summary>
    /// <param name="holder">The silo, of this run of its process.</param>
    /// <param name="seats">All that it has.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    [Alias("KeepAsync")]
    Task KeepAsync(Guid holder, int seats, CancellationToken cancellationToken = default);
}
