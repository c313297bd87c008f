using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Nms.Access;
using Nms.Events;
using Nms.Messaging;
using Nms.Workflows;
using Nms.Status;
using Orleans.Configuration;
using Orleans.Storage;
using StackExchange.Redis;

namespace Nms.Storage;

/// <summary>The storage of several silos: PostgreSQL for what must last, Redis for membership, reminders and wake-ups.</summary>
public static class ClusterStorageSiloBuilderExtensions
{
    /// <summary>Keeps grain state and the event log in PostgreSQL, whose schema is migrated when the silo starts, and wakes readers through Redis.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="postgres">Npgsql connection string of the database.</param>
    /// <param name="redis">StackExchange.Redis configuration, such as "host:6379,password=…".</param>
    public static ISiloBuilder AddClusterStorage(this ISiloBuilder silo, string postgres, string redis)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(postgres);
        ArgumentException.ThrowIfNullOrWhiteSpace(redis);
        var services = silo.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<PostgresDatabase>(provider, postgres));
        services.AddSingleton<IStorageHealth>(provider => provider.GetRequiredService<PostgresDatabase>());
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<RedisEventSignal>(provider, redis));
        services.AddSingleton<IEventSignal>(provider => provider.GetRequiredService<RedisEventSignal>());
        services.TryAddSingleton<QueueGauges>();
        services.AddMetrics();
        services.AddSingleton<StorageMeters>();
        services.AddSingleton<PostgresAppender>();
        services.AddSingleton<IEventLog, PostgresEventLog>();
        services.AddSingleton<IKeyTable, PostgresKeyTable>();
        services.AddAuditSeal();
        services.AddSingleton<PostgresAuditAppender>();
        services.AddSingleton<IAuditLog, PostgresAuditLog>();
        services.AddSingleton<PostgresMessageWriter>();
        services.AddSingleton<IMessageStore, PostgresMessageStore>();
        services.AddSingleton<PostgresWorkflowWriter>();
        services.AddSingleton<IWorkflowStore, PostgresWorkflowStore>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => new StorageStartup(async _ =>
        {
            await provider.GetRequiredService<PostgresDatabase>().OpenAsync().ConfigureAwait(false);
            await provider.GetRequiredService<RedisEventSignal>().StartAsync().ConfigureAwait(false);
        }));
        AddGrainStorage<StateSerializer>(services, StorageNames.Default);
        AddGrainStorage<OrleansGrainStorageSerializer>(services, StorageNames.StreamSubscriptions);
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IGrainStorage>(StorageNames.Default));
        return silo;
    }

    /// <summary>
    /// Keeps membership and reminders in Redis, and notices a killed silo in about a second: two probes of one second missed, two
    /// silos of that opinion. Redis must run with an append-only file; without its membership table a cluster splits.
    /// </summary>
    public static ISiloBuilder AddClusterMembership(this ISiloBuilder silo, string redis)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(redis);
        silo.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redis));
        silo.UseRedisReminderService(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redis));
        return silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 2;
            options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        });
    }

    private static void AddGrainStorage<TSerializer>(IServiceCollection services, string name)
        where TSerializer : class, IGrainStorageSerializer
    {
        services.AddOptions<AdoNetGrainStorageOptions>(name).Configure<IServiceProvider>((options, provider) =>
        {
            options.Invariant = "Npgsql";
            options.DataSource = provider.GetRequiredService<PostgresDatabase>().Source;
            options.DeleteStateOnClear = true;
            options.GrainStorageSerializer = ActivatorUtilities.CreateInstance<TSerializer>(provider);
        });
        services.AddKeyedSingleton(name, (provider, _) => ActivatorUtilities.CreateInstance<PostgresGrainStorage>(
            provider, AdoNetGrainStorageFactory.Create(provider, name)));
        services.AddKeyedSingleton<IGrainStorage>(name, (provider, _) => provider.GetRequiredKeyedService<PostgresGrainStorage>(name));
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredKeyedService<PostgresGrainStorage>(name));
    }
}
