using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nms.Access;
using Nms.Events;
using Nms.Messaging;
using Nms.Workflows;
using Nms.Status;
using Orleans.Storage;

namespace Nms.Storage;

/// <summary>The storage of a single process: one SQLite file.</summary>
public static class EmbeddedStorageSiloBuilderExtensions
{
    /// <summary>
    /// Keeps grain state, reminders and the event log in nms.db in a folder. The folder is made when missing and belongs to this
    /// process while it runs. The schema is migrated when the silo starts.
    /// </summary>
    public static ISiloBuilder AddEmbeddedStorage(this ISiloBuilder silo, string dataFolder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataFolder);
        var services = silo.AddReminders().Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new SqliteStorageOptions { DataFolder = Path.GetFullPath(dataFolder) });
        services.TryAddSingleton<QueueGauges>();
        services.AddMetrics();
        services.AddSingleton<StorageMeters>();
        services.AddSingleton<SqliteDatabase>();
        services.AddSingleton<IEventSignal, LocalEventSignal>();
        services.AddSingleton<IEventLog, SqliteEventLog>();
        services.AddSingleton<IReminderTable, SqliteReminderTable>();
        services.AddSingleton<IStorageHealth, SqliteHealth>();
        services.AddSingleton<IKeyTable, SqliteKeyTable>();
        services.AddAuditSeal();
        services.AddSingleton<IAuditLog, SqliteAuditLog>();
        services.AddSingleton<IMessageStore, SqliteMessageStore>();
        services.AddSingleton<IWorkflowStore, SqliteWorkflowStore>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider =>
            new StorageStartup(_ => provider.GetRequiredService<SqliteDatabase>().OpenAsync()));
        AddGrainStorage<StateSerializer>(services, StorageNames.Default);
        AddGrainStorage<OrleansGrainStorageSerializer>(services, StorageNames.StreamSubscriptions);
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IGrainStorage>(StorageNames.Default));
        return silo;
    }

    private static void AddGrainStorage<TSerializer>(IServiceCollection services, string name)
        where TSerializer : class, IGrainStorageSerializer =>
        services.AddKeyedSingleton<IGrainStorage>(name, (provider, _) => ActivatorUtilities.CreateInstance<SqliteGrainStorage>(
            provider, name, ActivatorUtilities.CreateInstance<TSerializer>(provider)));
}
