namespace Nms.Status;

/// <summary>Says whether the storage works; readiness asks it.</summary>
public interface IStorageHealth
{
    /// <summary>Completes when the storage takes reads and writes.</summary>
    /// <exception cref="StorageException">It does not; the message says why.</exception>
    Task CheckAsync(CancellationToken cancellationToken = default);
}
