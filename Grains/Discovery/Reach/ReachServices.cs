using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Nms.Discovery.Reach.Probing;
using Nms.Outbound;

namespace Nms.Discovery.Reach;

/// <summary>What reaches equipment.</summary>
internal static class ReachServices
{
    public static IServiceCollection AddReach(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReachOptions>().Bind(configuration.GetSection(ReachOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ReachOptions>, ReachOptionsValidator>());
        services.AddOptions<HostProbeOptions>().Bind(configuration.GetSection(HostProbeOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HostProbeOptions>, HostProbeOptionsValidator>());
        services.TryAddSingleton<HostRoutes>();
        services.TryAddSingleton<AddressTranslation>();
        services.TryAddSingleton<ReachProbers>();
        services.TryAddSingleton<HostProbe>();
        services.TryAddSingleton<RangeSweep>();
        services.TryAddSingleton<NetworkCrawl>();
        services.TryAddSingleton(provider =>
            ScopePolicy.Of(provider.GetRequiredService<IOptions<ReachOptions>>().Value, provider.GetRequiredService<IOptions<OutboundOptions>>().Value));
        return services;
    }
}
