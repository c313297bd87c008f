using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Nms.Access;
using Nms.Consoles;
using Nms.Discovery;
using Nms.Discovery.Networks;
using Nms.Discovery.Configurations;
using Nms.Discovery.Profiles;
using Nms.Discovery.Reach;
using Nms.Discovery.Snmp;
using Nms.Equipment;
using Nms.Events;
using Nms.Gns3;
using Nms.Messaging;
using Nms.Modules;
using Nms.Outbound;
using Nms.Status;
using Nms.Topology.Drift;
using Nms.Traps;
using Nms.Webhooks;
using Nms.Workflows;
using Nms.Workflows.Steps;

namespace Nms;

/// <summary>Gives a silo the grains.</summary>
public static class NmsGrainsSiloExtensions
{
    /// <summary>
    /// Adds the grains and what they need, but for storage "Default", reminders, <see cref="IEventLog"/>,
    /// <see cref="IEventSignal"/>, <see cref="IMessageStore"/>, <see cref="IWorkflowStore"/> and data protection, which the storage brings, and <see cref="IWebhookAudience"/> and <see cref="IWorkflowPrincipals"/>,
    /// which the edge brings. Listening to the configured GNS3 servers starts with the silo.
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
        builder.AddGrainService<EventGatewayService>();
        services.TryAddSingleton<IClusterEvents, ClusterEvents>();
        services.TryAddSingleton<IQuotas, Quotas>();
        services.TryAddSingleton<IConsoleGuard, ClusterConsoleGuard>();
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
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DriftFollower>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, EquipmentFollower>();
        services.AddReach(configuration);
        services.AddSnmpDiscovery(configuration);
        services.AddTraps(configuration);
        AddModules(services, configuration);
        AddWebhooks(services, configuration);
        AddDiscovery(services, configuration);
        services.AddWorkflows(configuration);
        services.AddWorkflowSteps();
        return builder;
    }

    private static void AddModules(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MessagingOptions>().Bind(configuration.GetSection(MessagingOptions.Section)).ValidateOnStart();
        services.AddOptions<ModuleOptions>().Bind(configuration.GetSection(ModuleOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MessagingOptions>, MessagingOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ModuleOptions>, ModuleOptionsValidator>());
        services.TryAddSingleton<MessageMeters>();
        services.TryAddSingleton<ModuleProber>();
        services.TryAddSingleton<WebhookSecrets>();
        services.TryAddSingleton<ModulePumpServices>();
        services.TryAddSingleton<ModuleCensus>();
        services.AddHostedService<MessageRetentionService>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ModuleStarter>();
    }

    private static void AddWebhooks(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection(WebhookOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>());
        services.TryAddSingleton<WebhookMeters>();
        services.TryAddSingleton<IWebhookSender, WebhookSender>();
        services.TryAddSingleton<WebhookPumpServices>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, WebhookStarter>();
    }

    private static void AddDiscovery(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DiscoveryOptions>().Bind(configuration.GetSection(DiscoveryOptions.Section)).ValidateOnStart();
        services.AddOptions<EquipmentOptions>().Bind(configuration.GetSection(EquipmentOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DiscoveryOptions>, DiscoveryOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EquipmentOptions>, EquipmentOptionsValidator>());
        services.TryAddSingleton<ConfigurationSecrets>();
        services.TryAddSingleton<IConfigurationTexts, ConfigurationTexts>();
        services.TryAddSingleton<IScopeCheck, ScopeCheck>();
        services.AddOptions<ConsoleOptions>().Bind(configuration.GetSection(ConsoleOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ConsoleOptions>, ConsoleOptionsValidator>());
        services.TryAddSingleton<ConsoleOpener>();
        services.TryAddSingleton<INodeConsoles, NodeConsoles>();
        services.TryAddSingleton<ConsoleReader>();
        services.TryAddSingleton<ConfigurationReader>();
        services.TryAddSingleton<AgentReader>();
        services.TryAddSingleton<NodeProfiler>();
        services.TryAddSingleton<LabSweep>();
        services.TryAddSingleton<HostVisitor>();
        services.TryAddSingleton<NetworkServices>();
        services.TryAddSingleton<DiscoveryServices>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DiscoveryStarter>();
    }
}
