using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Nms.Access;
using Nms.Api.Access;
using Nms.Status;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Nms.Silo.Telemetry;

/// <summary>Metrics at /metrics, traces and metrics to a collector. What nobody asked for is not recorded.</summary>
internal static class TelemetryHosting
{
    public const string MetricsPath = "/metrics";

    /// <summary>The most series of one instrument; more are one series, so that no label can fill the memory.</summary>
    private const int MostSeries = 1000;

    private static readonly string[] s_meters =
    [
        NmsTelemetry.Meter, "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "Npgsql",
        "System.Runtime",
    ];

    private static readonly string[] s_sources =
    [
        NmsTelemetry.SourceName, "Microsoft.AspNetCore", "System.Net.Http", "Microsoft.Orleans.Application", "Npgsql",
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<MetricsOptions>().Bind(builder.Configuration.GetSection(MetricsOptions.Section)).ValidateOnStart();
        services.AddOptions<OtlpOptions>().Bind(builder.Configuration.GetSection(OtlpOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MetricsOptions>, MetricsOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OtlpOptions>, OtlpOptionsValidator>());
        services.AddSingleton<ScrapeKey>();

        var (metrics, otlp) = Read(builder.Configuration);
        if (!metrics.Enabled && otlp.Endpoint is null)
            return;

        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("nms"));
        if (metrics.Enabled || otlp.Metrics)
            telemetry.WithMetrics(provider => AddMetrics(provider, metrics, otlp));
        if (otlp.Endpoint is not null)
            telemetry.WithTracing(provider => AddTraces(provider, otlp));
    }

    /// <summary>Whether spans are recorded, which calls between grains then carry along.</summary>
    public static bool IsTracing(IConfiguration configuration) => Read(configuration).Otlp.Endpoint is not null;

    /// <summary>Answers a scrape that brings the key, before anybody asks who it is.</summary>
    public static void UseScrapeKey(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<MetricsOptions>>().Value.Enabled)
        {
            var key = app.Services.GetRequiredService<ScrapeKey>();
            app.UseOpenTelemetryPrometheusScrapingEndpoint(context => context.Request.Path == MetricsPath && key.IsIn(context.Request));
        }
    }

    /// <summary>Maps /metrics for people and programs who may see the status.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<MetricsOptions>>().Value.Enabled)
            app.MapPrometheusScrapingEndpoint(MetricsPath).Require(Permissions.StatusRead);
    }

    private static void AddMetrics(MeterProviderBuilder provider, MetricsOptions metrics, OtlpOptions otlp)
    {
        provider.AddMeter(s_meters).AddView("*", new MetricStreamConfiguration { CardinalityLimit = MostSeries });
        if (metrics.Enabled)
            provider.AddPrometheusExporter(exporter => exporter.DisableTotalNameSuffixForCounters = false);
        if (otlp is { Metrics: true, Endpoint: not null })
            provider.AddOtlpExporter(exporter => Configure(exporter, otlp, "v1/metrics"));
    }

    private static void AddTraces(TracerProviderBuilder provider, OtlpOptions otlp) => provider
        .AddSource(s_sources)
        .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(Math.Clamp(otlp.SampleRatio, 0, 1))))
        .AddOtlpExporter(exporter => Configure(exporter, otlp, "v1/traces"));

    private static void Configure(OtlpExporterOptions exporter, OtlpOptions otlp, string path)
    {
        var http = otlp.Protocol == OtlpOptions.Http;
        exporter.Protocol = http ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        exporter.Endpoint = http ? new Uri($"{otlp.Endpoint!.ToString().TrimEnd('/')}/{path}") : otlp.Endpoint!;
    }

    // What is wrong in them is reported by the validators, all at once; here it must only not end the start before them.
    private static (MetricsOptions Metrics, OtlpOptions Otlp) Read(IConfiguration configuration)
    {
        var metrics = new MetricsOptions { Enabled = !bool.TryParse(configuration[$"{MetricsOptions.Section}:Enabled"], out var enabled) || enabled };
        var otlp = new OtlpOptions
        {
            Endpoint = Uri.TryCreate(configuration[$"{OtlpOptions.Section}:Endpoint"], UriKind.Absolute, out var endpoint) ? endpoint : null,
            Protocol = configuration[$"{OtlpOptions.Section}:Protocol"] ?? OtlpOptions.Grpc,
            Metrics = bool.TryParse(configuration[$"{OtlpOptions.Section}:Metrics"], out var send) && send,
        };
        if (double.TryParse(configuration[$"{OtlpOptions.Section}:SampleRatio"], System.Globalization.CultureInfo.InvariantCulture, out var ratio))
            otlp.SampleRatio = ratio;
        return (metrics, otlp);
    }
}
