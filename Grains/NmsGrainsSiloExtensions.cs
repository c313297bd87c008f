using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Nms.Access;
using Nms.Events;
using Nms.Gns3;
using Nms.Outbound;
using Nms.Status;

namespace Nms;

/// <summary>Gives a silo the grains.</summary>
public static class NmsGrainsSiloExtensions
{
    /// <summary>
    /// Adds the grains and what they need, but for storage "Default", reminders, <see cref="IEventLog"/> and
    /// <see cref="IEventSignal"/>, which the storage brings. Listening to the configured GNS3 servers starts with the silo.
    /// </summary>
    public static ISiloBuilder AddNmsGrains(this ISiloBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        var services = builder.Services;
        services.AddOptions<Gns3Options>().Bind(configuration.GetSection(Gns3Options.Section)).ValidateOnStart();
        services.AddOptions<EventOptions>().Bind(configuration.GetSection(EventOptions.Section)).ValidateOnStart();
        services.AddOptions<AuditOptions>().Bind(configuration.GetSection(AuditOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AuditOptions>, AuditOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<Gns3Options>, Gns3OptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EventOptions>, EventOptionsValidator>());

        RememberedInterfaceTypes.AddTo(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Func<double>>(Random.Shared.NextDouble);
        services.TryAddSingleton<IIdSource, TimeOrderedIdSource>();
        services.TryAddSingleton<IGns3Clients, Gns3Clients>();
        services.TryAddSingleton<Gns3PumpFactory>();
        services.TryAddSingleton<Gns3ProjectReader>();
        services.TryAddSingleton<Gns3Commands>();
        services.TryAddSingleton<EventPublisher>();
        services.TryAddSingleton<QueueGauges>();
        services.TryAddSingleton<EventMeters>();
        services.TryAddSingleton<PlatformStatistics>();
        services.TryAddSingleton<IPlatformStatistics>(provider => provider.GetRequiredService<PlatformStatistics>());
        services.TryAddSingleton<IEventFeed, EventFeed>();
        services.TryAddSingleton<IQuotas, Quotas>();
        services.AddOptions<OutboundOptions>().Bind(configuration.GetSection(OutboundOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OutboundOptions>, OutboundOptionsValidator>());
        services.TryAddSingleton<IHostResolver, SystemHostResolver>();
        services.TryAddSingleton<IOutboundGuard, OutboundGuard>();
        services.TryAddSingleton<Gns3Meters>();
        services.AddHostedService<PlatformMeters>();
        services.TryAddSingleton<IAuditTrail, AuditTrail>();
        services.AddHostedService<EventRetentionService>();
        services.AddHostedService<AuditRetentionService>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, Gns3ListenerStarter>();
        return builder;
    }
}
