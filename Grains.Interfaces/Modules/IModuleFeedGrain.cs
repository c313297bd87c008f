namespace Nms.Modules;

/// <summary>Puts the events that a module subscribed to into its inbox (key: the module's name), each once, from a place that is kept.</summary>
[Alias("Nms.Modules.IModuleFeedGrain")]
public interface IModuleFeedGrain : IGrainWithStringKey
{
    /// <summary>Begins to follow, or goes on. Called again and again.</summary>
    /// <param name="fromNow">The subscription is new: what happened before is none of its.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [Alias("FollowAsync")]
    Task FollowAsync(bool fromNow, CancellationToken cancellationToken = default);

    /// <summary>Stops following.</summary>
    [Alias("StopAsync")]
    Task StopAsync(CancellationToken cancellationToken = default);
}
