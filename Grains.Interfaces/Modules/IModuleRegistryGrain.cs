using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nms.Modules;

/// <summary>Which modules there are and what they can do.</summary>
[Alias("Nms.Modules.IModuleRegistryGrain")]
public interface IModuleRegistryGrain : IGrainWithStringKey
{
    /// <summary>Registers a module, or updates one that is there. A new one is sent a service_discovery message.</summary>
    /// <exception cref="ForbiddenException">The name belongs to another principal.</exception>
    /// <exception cref="ThrottledException">There are as many modules as there may be.</exception>
    [Alias("RegisterAsync")]
    Task<RegistrationResult> RegisterAsync(ModuleRegistration registration, CancellationToken cancellationToken = default);

    /// <summary>Removes a module; what is in its inbox becomes dead letters.</summary>
    /// <exception cref="NotFoundException">There is none of this name.</exception>
    /// <exception cref="ConflictException">It is built in.</exception>
    [Alias("UnregisterAsync")]
    Task UnregisterAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Lists the modules by name; only those with a capability unless it is null.</summary>
    [Alias("ListAsync"), AlwaysInterleave]
    ValueTask<ImmutableArray<RegisteredModule>> ListAsync(string? capability = null, CancellationToken cancellationToken = default);

    /// <summary>Shows every module and how it is.</summary>
    [Alias("GetModulesAsync"), AlwaysInterleave]
    Task<ImmutableArray<ModuleSnapshot>> GetModulesAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes sure that the built-in modules are there and all are looked after. Called again and again by every silo.</summary>
    [Alias("EnsureWatchingAsync")]
    Task EnsureWatchingAsync(CancellationToken cancellationToken = default);
}
