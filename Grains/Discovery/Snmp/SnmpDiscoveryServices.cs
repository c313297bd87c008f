using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Nms.Snmp;

namespace Nms.Discovery.Snmp;

/// <summary>What reads agents.</summary>
internal static class SnmpDiscoveryServices
{
    public static IServiceCollection AddSnmpDiscovery(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SnmpDiscoveryOptions>().Bind(configuration.GetSection(SnmpDiscoveryOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SnmpDiscoveryOptions>, SnmpDiscoveryOptionsValidator>());
        services.TryAddSingleton(provider => ClientFor(
            provider.GetRequiredService<IOptions<SnmpDiscoveryOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
        services.AddOptions<EquipmentTypesOptions>().Bind(configuration.GetSection(EquipmentTypesOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EquipmentTypesOptions>, EquipmentTypesOptionsValidator>());
        services.TryAddSingleton(provider => new EquipmentClassifier(EquipmentTypes.Load(provider.GetRequiredService<IOptions<EquipmentTypesOptions>>().Value.TypesFile)));
        services.TryAddSingleton<SnmpCredentials>();
        services.TryAddSingleton<SnmpInventoryReader>();
        return services;
    }

    public static SnmpClient ClientFor(SnmpDiscoveryOptions options, TimeProvider time)
    {
        var least = new SnmpClientOptions().MinTimeout;
        return new SnmpClient(
            new SnmpClientOptions
            {
                InitialTimeout = options.Timeout,
                MinTimeout = least < options.Timeout ? least : options.Timeout,
                MaxTimeout = options.Timeout * 8,
                Retries = options.Retries,
                MaxInFlightPerTarget = options.MaxInFlightPerAgent,
            },
            time);
    }
}
