using Orleans.Concurrency;

namespace Nms.Messaging;

/// <summary>Starts and stops the acceptance of messages, and adds up what the inboxes did.</summary>
[Alias("Nms.Messaging.IHubGrain")]
public interface IHubGrain : IGrainWithStringKey
{
    /// <summary>Whether new messages are accepted.</summary>
    [Alias("IsRunningAsync"), AlwaysInterleave]
    ValueTask<bool> IsRunningAsync(CancellationToken cancellationToken = default);

    /// <summary>Accepts messages again.</summary>
    /// <exception cref="ConflictException">It does already.</exception>
    [Alias("StartAsync")]
    Task StartAsync(CancellationToken cancellationToken = default);

    /// <summary>Accepts nothing new from the moment this returns; what is there is delivered. Repeating it does nothing.</summary>
    [Alias("StopAsync")]
    Task StopAsync(CancellationToken cancellationToken = default);

    /// <summary>Adds up.</summary>
    [Alias("GetStatusAsync"), AlwaysInterleave]
    Task<HubStatus> GetStatusAsync(CancellationToken cancellationToken = default);
}
