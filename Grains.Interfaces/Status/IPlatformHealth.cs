namespace Nms.Status;

/// <summary>How well the parts are that this silo depends on. Thread-safe.</summary>
public interface IPlatformHealth
{
    /// <summary>Tells what the last round of checks found; rounds run by themselves, so asking often costs nothing.</summary>
    ValueTask<HealthSummary> GetAsync(CancellationToken cancellationToken = default);
}
