using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Nms.Traps;

/// <summary>What listens to traps.</summary>
internal static class TrapServices
{
    public static IServiceCollection AddTraps(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TrapOptions>().Bind(configuration.GetSection(TrapOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TrapOptions>, TrapOptionsValidator>());
        services.TryAddSingleton<TrapListener>();
        services.TryAddSingleton<ITrapStatus>(provider => provider.GetRequiredService<TrapListener>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<TrapListener>());
        services.AddHostedService<TrapMeters>();
        return services;
    }
}
