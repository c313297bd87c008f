using System.Collections.Immutable;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nms.Access;
using Nms.Events;
using Nms.Messaging;
using Nms.Testing.Fakes;
using Nms.Webhooks;
using Nms.Workflows;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Nms.Testing;

/// <summary>
/// Silos with the grains in one process. Log, signal and grain storage belong to the test and outlive silos, as databases
/// do: a cluster started over those of another one is that one restarted.
/// </summary>
public sealed class NmsTestCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;
    private readonly IDataProtectionProvider _protection;

    private NmsTestCluster(
        InProcessTestCluster cluster, InMemoryEventLog log, IGrainStorage storage, InMemoryMessageStore messages, InMemoryWorkflowStore workflows,
        IDataProtectionProvider protection)
    {
        _cluster = cluster;
        _protection = protection;
        Log = log;
        Storage = storage;
        Messages = messages;
        Workflows = workflows;
    }

    /// <summary>What the grains appended.</summary>
    public InMemoryEventLog Log { get; }

    /// <summary>What the grains keep.</summary>
    public IGrainStorage Storage { get; }

    /// <summary>The messages to modules.</summary>
    public InMemoryMessageStore Messages { get; }

    /// <summary>The workflow runs.</summary>
    public InMemoryWorkflowStore Workflows { get; }

    /// <summary>Calls grains from outside the silos.</summary>
    public IGrainFactory Grains => _cluster.Client;

    /// <summary>The silos that run.</summary>
    public IReadOnlyList<InProcessSiloHandle> Silos => _cluster.Silos;

    /// <summary>Types of the events so far, in order.</summary>
    public string[] EventTypes => [.. Log.Events.Select(e => e.Type)];

    /// <summary>Starts silos.</summary>
    /// <param name="settings">Configuration, such as Gns3:Servers:lab:Url.</param>
    /// <param name="silos">How many.</param>
    /// <param name="before">The cluster whose log and storage this one goes on with.</param>
    /// <param name="storage">Grain storage instead of one in memory.</param>
    /// <param name="configure">Replaces services, before the grains add theirs.</param>
    /// <param name="traces">Calls between grains carry the caller's trace.</param>
    public static async Task<NmsTestCluster> StartAsync(
        IReadOnlyDictionary<string, string?> settings,
        short silos = 1,
        NmsTestCluster? before = null,
        IGrainStorage? storage = null,
        Action<IServiceCollection>? configure = null,
        bool traces = false)
    {
        var signal = new InMemoryEventSignal();
        var log = before?.Log ?? new InMemoryEventLog(signal);
        var kept = storage ?? before?.Storage ?? new InMemoryGrainStorage();
        var messages = before?.Messages ?? new InMemoryMessageStore();
        var workflows = before?.Workflows ?? new InMemoryWorkflowStore();
        var protection = before?._protection ?? new EphemeralDataProtectionProvider();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IEventLog>(log);
            silo.Services.AddSingleton<IEventSignal>(signal);
            silo.Services.AddSingleton<IMessageStore>(messages);
            silo.Services.AddSingleton<IWorkflowStore>(workflows);
            silo.Services.AddSingleton(AuditSeal.Unkeyed);
            silo.Services.AddSingleton<IAuditLog>(new InMemoryAuditLog());
            silo.Services.AddKeyedSingleton("Default", kept);
            silo.Services.AddSingleton(protection);
            configure?.Invoke(silo.Services);
            silo.Services.TryAddSingleton<IWebhookAudience>(new EverybodySees());
            silo.Services.TryAddSingleton<IWorkflowPrincipals>(new EverybodyMay());
            silo.UseInMemoryReminderService();
            silo.AddNmsGrains(configuration);
            if (traces)
            {
                silo.AddActivityPropagation();
            }
        });
        if (traces)
        {
            builder.ConfigureClient(client => client.AddActivityPropagation());
        }

        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new NmsTestCluster(cluster, log, kept, messages, workflows, protection);
    }

    /// <summary>Kills a silo without letting it say good-bye.</summary>
    public Task KillAsync(InProcessSiloHandle silo) => _cluster.KillSiloAsync(silo);

    /// <summary>Waits until the log holds what is looked for.</summary>
    public Task WaitForEventsAsync(Func<ImmutableArray<EventEnvelope>, bool> condition, string what, CancellationToken cancellationToken) =>
        Eventually.IsTrueAsync(
            () => Task.FromResult(condition(Log.Events)), () => $"{what}; the log has {string.Join(", ", EventTypes)}", cancellationToken);

    /// <summary>Stops the silos.</summary>
    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
