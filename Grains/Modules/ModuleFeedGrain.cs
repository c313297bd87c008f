using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Nms.Events;

namespace Nms.Modules;

/// <summary>Has the log followed for one module. The activation is the lease: there is one reader.</summary>
[GrainType("nms.module-feed")]
internal sealed class ModuleFeedGrain(IEventLog log, IEventSignal signal, TimeProvider time, ILogger<ModuleFollower> logger) : Grain, IModuleFeedGrain, IAsyncDisposable
{
    private ModuleFollower? _follower;

    public async Task FollowAsync(bool fromNow, CancellationToken cancellationToken)
    {
        if (_follower is not null && !fromNow)
        {
            return;
        }

        await StopAsync(cancellationToken);
        var name = this.GetPrimaryKeyString();
        var head = fromNow ? (await log.GetBoundsAsync(cancellationToken)).Head : 0;
        var places = ImmutableDictionary.CreateBuilder<EventPriority, long>();
        for (var priority = EventPriority.Low; priority <= EventPriority.Critical; priority++)
        {
            if (fromNow)
            {
                await log.SetCheckpointAsync(ModuleFollower.Consumer(name, priority), head, cancellationToken);
            }

            places[priority] = Math.Max(head, await log.GetCheckpointAsync(ModuleFollower.Consumer(name, priority), cancellationToken));
        }

        _follower = new ModuleFollower(name, places.ToImmutable(), log, signal, GrainFactory, time, logger);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_follower is { } follower)
        {
            _follower = null;
            await follower.DisposeAsync();
        }
    }

    /// <summary>The activation is put away.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);
}
