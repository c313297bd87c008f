using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Nms.Silo.Hosting;
using Nms.Status;
using Nms.Traps;

namespace Nms.Silo.Health;

/// <summary>Everything this silo depends on, each with a check.</summary>
internal static class HealthServices
{
    private const string ReadyTag = "ready";
    private static readonly TimeSpan s_firstRound = TimeSpan.FromSeconds(1);

    public static bool IsForReadiness(HealthCheckRegistration check) => check.Tags.Contains(ReadyTag);

    public static bool IsOnBoard(HealthCheckRegistration check) => check.Name != HealthNames.Model;

    public static void AddHealth(this WebApplicationBuilder builder, SiloSettings settings)
    {
        var services = builder.Services;
        services.AddOptions<HealthOptions>().Bind(builder.Configuration.GetSection(HealthOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HealthOptions>, HealthOptionsValidator>());
        services.AddSingleton<HealthBoard>();
        services.AddSingleton<IPlatformHealth>(provider => provider.GetRequiredService<HealthBoard>());
        services.AddSingleton<IHealthCheckPublisher>(provider => provider.GetRequiredService<HealthBoard>());
        services.AddSingleton<Readiness>();
        services.AddSingleton<FirstReading>();
        services.AddHostedService(provider => provider.GetRequiredService<FirstReading>());
        services.AddOptions<HealthCheckPublisherOptions>().Configure<IOptions<HealthOptions>>((publishing, health) =>
        {
            publishing.Delay = s_firstRound;
            publishing.Period = health.Value.Interval;
            publishing.Predicate = IsOnBoard;
        });

        var checks = services.AddHealthChecks();
        Add<StorageCheck>(HealthNames.Storage, ReadyTag);
        Add<SiloCheck>(HealthNames.Silo, ReadyTag);
        Add<MemoryCheck>(HealthNames.Memory);
        if (settings.Cluster is null)
            Add<DiskCheck>(HealthNames.Disk);
        else
            Add<RedisCheck>(HealthNames.Redis, ReadyTag);
        if (builder.Configuration.GetValue<bool>($"{TrapOptions.Section}:{nameof(TrapOptions.Enabled)}"))
            Add<TrapCheck>(HealthNames.Traps);
        checks.Add(new HealthCheckRegistration(
            HealthNames.Model, provider => provider.GetRequiredService<FirstReading>(), HealthStatus.Unhealthy, [ReadyTag]));
        foreach (var server in SiloSettings.ServerNames(builder.Configuration))
        {
            checks.Add(new HealthCheckRegistration(
                HealthNames.Gns3(server), provider => ActivatorUtilities.CreateInstance<Gns3Check>(provider, server), HealthStatus.Degraded, []));
        }

        void Add<TCheck>(string name, params string[] tags)
            where TCheck : class, IHealthCheck
        {
            services.AddSingleton<TCheck>();
            checks.Add(new HealthCheckRegistration(name, provider => provider.GetRequiredService<TCheck>(), HealthStatus.Unhealthy, tags));
        }
    }
}
