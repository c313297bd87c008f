using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nms.Api.Access;
using Nms.Api.Compatibility;
using Nms.Api.Equipment;
using Nms.Api.Errors;
using Nms.Api.Events;
using Nms.Events;
using Nms.Api.Http;
using Nms.Api.Limits;
using Nms.Api.OpenApi;
using Nms.Api.Projects;
using Nms.Api.Status;
using Nms.Api.Topology;
using Nms.Api.Webhooks;
using Nms.Api.Workflows;
using Nms.Status;
using Nms.Webhooks;
using Nms.Workflows;

namespace Nms.Api;

/// <summary>What the HTTP and WebSocket edge needs.</summary>
public static class NmsApiServices
{
    /// <summary>
    /// Registers the edge. The host registers Orleans, <see cref="Nms.Access.IAuditTrail"/>, <see cref="Nms.Events.IEventFeed"/>, <see cref="IPlatformStatistics"/>,
    /// <see cref="IPlatformHealth"/>, <see cref="Nms.Outbound.IOutboundGuard"/>, <see cref="Nms.Workflows.IWorkflowDefinitions"/> and
    /// <see cref="Nms.Workflows.IWorkflowRuns"/>.
    /// </summary>
    public static IServiceCollection AddNmsApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddEdge(configuration);
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddExceptionHandler<NmsExceptionHandler>();
        services.AddResponseCompression(compression =>
        {
            compression.Providers.Add<GzipCompressionProvider>();
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.MimeTypes = ["application/json", "text/html"];
        });
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);

        services.AddOptions<EventGatewayOptions>()
            .Bind(configuration.GetSection(EventGatewayOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<RateLimitOptions>()
            .Bind(configuration.GetSection(RateLimitOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton<QueueGauges>();
        services.AddSingleton<GatewayMeters>();
        services.AddSingleton<SocketSeats>();
        services.AddHostedService(provider => provider.GetRequiredService<SocketSeats>());
        services.AddSingleton<EventGateway>();
        services.AddSingleton<EventAdmission>();
        services.AddSingleton<IEventGatewayReport, EventGatewayReport>();
        services.AddHostedService(provider => provider.GetRequiredService<EventGateway>());
        services.AddSingleton<IWebhookAudience, WebhookAudience>();
        services.AddSingleton<IWorkflowPrincipals, WorkflowPrincipals>();
        services.AddScoped<AuditNote>();
        services.AddSingleton<RefusalCounter>();
        services.AddHostedService(provider => provider.GetRequiredService<RefusalCounter>());
        services.AddSingleton<ProjectReader>();
        services.AddSingleton<TopologyReader>();
        services.AddSingleton<EquipmentReader>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<WorkflowStarter>(provider));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<RunApprovers>(provider));
        services.AddSingleton<CentralService>();
        services.AddSingleton<EventLagCheck>();
        services.AddHealthChecks().AddCheck<EventLagCheck>(HealthNames.EventLog);
        services.AddNmsAccess(configuration);
        services.AddNmsOpenApi();
        return services;
    }
}
