using Orleans.Concurrency;

namespace Nms.Modules;

/// <summary>The single owner of what is known of one module (key: its name).</summary>
[Alias("Nms.Modules.IModuleGrain")]
public interface IModuleGrain : IGrainWithStringKey
{
    /// <summary>Shows the module, or null when no such module is registered.</summary>
    [Alias("FindAsync"), AlwaysInterleave]
    ValueTask<ModuleSnapshot?> FindAsync(CancellationToken cancellationToken = default);

    /// <summary>The module is alive. Beating often costs little: it is written down once a minute.</summary>
    /// <param name="sight">Which events its principal may see by now; null when unknown.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">It is not registered.</exception>
    [Alias("BeatAsync")]
    Task<ModuleSnapshot> BeatAsync(ModuleSight? sight = null, CancellationToken cancellationToken = default);

    /// <summary>Records what the module says of itself; for the registry.</summary>
    /// <exception cref="ForbiddenException">The name belongs to another principal.</exception>
    [Alias("RegisterAsync")]
    Task<RegistrationResult> RegisterAsync(ModuleRegistration registration, CancellationToken cancellationToken = default);

    /// <summary>Forgets the module; for the registry.</summary>
    [Alias("RemoveAsync")]
    Task RemoveAsync(CancellationToken cancellationToken = default);

    /// <summary>Asks the health address when it is time, and tells when the module falls silent or recovers; for the registry.</summary>
    [Alias("WatchAsync")]
    Task WatchAsync(CancellationToken cancellationToken = default);
}
