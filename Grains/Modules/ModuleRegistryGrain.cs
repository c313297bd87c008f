using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nms.Events;
using Nms.Messaging;

namespace Nms.Modules;

/// <summary>The list of modules. What is known of each is its own grain's.</summary>
[GrainType("nms.module-registry")]
internal sealed partial class ModuleRegistryGrain(
    [PersistentState("module-registry", "Default")] IPersistentState<ModuleRegistryState> storage,
    IOptions<ModuleOptions> options,
    TimeProvider time,
    ILogger<ModuleRegistryGrain> logger) : Grain, IModuleRegistryGrain
{
    private const int FanOut = 32;

    private static readonly string s_version = typeof(ModuleRegistryGrain).Assembly.GetName().Version!.ToString(3);

    private bool _builtInThere;
    private long _watchedAt;

    public ValueTask<ImmutableArray<RegisteredModule>> ListAsync(string? capability, CancellationToken cancellationToken) => ValueTask.FromResult(
        capability is null ? storage.State.Modules : [.. storage.State.Modules.Where(module => module.Capabilities.Contains(capability))]);

    public async Task<ImmutableArray<ModuleSnapshot>> GetModulesAsync(CancellationToken cancellationToken)
    {
        var modules = new ConcurrentBag<ModuleSnapshot>();
        await BoundedFanOut.ForEachAsync(storage.State.Modules, FanOut, async line =>
        {
            if (await GrainFactory.Module(line.Name).FindAsync(cancellationToken) is { } module)
            {
                modules.Add(module);
            }
        });
        return [.. modules.OrderBy(module => module.Name, StringComparer.Ordinal)];
    }

    public async Task<RegistrationResult> RegisterAsync(ModuleRegistration registration, CancellationToken cancellationToken)
    {
        var module = GrainFactory.Module(registration.Name);
        if (ModuleLogic.Refusal(await module.FindAsync(cancellationToken), registration) is { } refusal)
        {
            throw refusal;
        }

        await ListAsync(registration);
        await GrainFactory.Inbox(registration.Name).OpenAsync(CancellationToken.None);
        var result = await module.RegisterAsync(registration, CancellationToken.None);
        if (ModuleFeedLogic.Follows(result.Module.Registration))
        {
            // A subscription begins with the events from now on; one that goes on, where it was.
            await GrainFactory.ModuleFeed(registration.Name).FollowAsync(
                result.IsNew || result.Changed.Contains("events") || result.Changed.Contains("delivery"), CancellationToken.None);
        }

        if (ModulePushLogic.Pushes(result.Module.Registration))
        {
            await GrainFactory.ModulePush(registration.Name).EnsureRunningAsync(CancellationToken.None);
        }

        if (result.IsNew && !registration.BuiltIn)
        {
            await WelcomeAsync(registration.Name);
        }

        return result;
    }

    public async Task UnregisterAsync(string name, CancellationToken cancellationToken)
    {
        if (storage.State.Modules.All(module => module.Name != name))
        {
            throw new NotFoundException("module_not_found", $"No module {name} is registered.");
        }

        if (BuiltInModules.All.Any(module => module.Name == name))
        {
            throw new ConflictException("module_built_in", $"The module {name} is part of the platform and stays.");
        }

        // The list comes last: what was interrupted is done again by the same call.
        await GrainFactory.ModuleFeed(name).StopAsync(CancellationToken.None);
        await GrainFactory.ModulePush(name).StopAsync(CancellationToken.None);
        await GrainFactory.Inbox(name).CloseAsync("The module was unregistered.", CancellationToken.None);
        await GrainFactory.Module(name).RemoveAsync(CancellationToken.None);
        await WriteAsync([.. storage.State.Modules.Where(module => module.Name != name)]);
    }

    public async Task EnsureWatchingAsync(CancellationToken cancellationToken)
    {
        if (!_builtInThere)
        {
            foreach (var module in BuiltInModules.All)
            {
                await RegisterAsync(
                    new ModuleRegistration
                    {
                        Name = module.Name,
                        Version = s_version,
                        Capabilities = BuiltInAnswers.Capabilities,
                        Delivery = ModuleDelivery.Poll,
                        Critical = module.Critical,
                        OwnerId = BuiltInModules.Owner,
                        OwnerName = BuiltInModules.Owner,
                        BuiltIn = true,
                    },
                    cancellationToken);
            }

            _builtInThere = true;
        }

        // Every silo calls; one look each time is enough.
        if (_watchedAt != 0 && time.GetElapsedTime(_watchedAt) < options.Value.WatchEvery * 0.8)
        {
            return;
        }

        _watchedAt = time.GetTimestamp();
        await BoundedFanOut.ForEachAsync(storage.State.Modules, FanOut, async module =>
        {
            try
            {
                await GrainFactory.Module(module.Name).WatchAsync(cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotWatched(failure, module.Name);
            }
        });
    }

    private async Task ListAsync(ModuleRegistration registration)
    {
        var others = storage.State.Modules.RemoveAll(module => module.Name == registration.Name);
        var isNew = others.Length == storage.State.Modules.Length;
        if (isNew && !registration.BuiltIn && others.Count(module => BuiltInModules.All.All(builtIn => builtIn.Name != module.Name)) >= options.Value.Maximum)
        {
            throw new ConflictException("too_many_modules", $"There are {options.Value.Maximum} modules already; unregister one first.");
        }

        var line = new RegisteredModule(registration.Name, registration.Capabilities);
        if (isNew || !storage.State.Modules.First(module => module.Name == line.Name).Capabilities.SequenceEqual(line.Capabilities))
        {
            await WriteAsync([.. others.Add(line).OrderBy(module => module.Name, StringComparer.Ordinal)]);
        }
    }

    private async Task WelcomeAsync(string name)
    {
        try
        {
            await GrainFactory.Inbox(name).SendAsync(
                [
                    new MessageDraft
                    {
                        Sender = ModuleNames.Hub,
                        SentBy = BuiltInModules.Owner,
                        Type = MessageType.ServiceDiscovery,
                        DataJson = EventData.Write(writer =>
                        {
                            writer.WriteString("action", "welcome");
                            EventData.WriteWords(writer, "registered_modules", storage.State.Modules.Select(module => module.Name));
                            EventData.WriteWords(writer, "available_workflows", WorkflowNames.All);
                        }),
                        Internal = true,
                    },
                ],
                CancellationToken.None);
        }
        catch (NmsException failure)
        {
            // It is registered all the same, and may ask for what the welcome says.
            LogNotWelcomed(failure, name);
        }
    }

    private async Task WriteAsync(ImmutableArray<RegisteredModule> modules)
    {
        var before = storage.State;
        storage.State = new ModuleRegistryState { Modules = modules };
        try
        {
            await storage.WriteStateAsync();
        }
        catch
        {
            storage.State = before;
            throw;
        }
    }

    [LoggerMessage(6101, LogLevel.Warning, "Module {Module} could not be looked after; trying again")]
    private partial void LogNotWatched(Exception failure, string module);

    [LoggerMessage(6102, LogLevel.Warning, "Module {Module} is registered and could not be sent its welcome")]
    private partial void LogNotWelcomed(Exception failure, string module);
}
