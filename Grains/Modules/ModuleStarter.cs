using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nms.Messaging;

namespace Nms.Modules;

/// <summary>
/// Makes sure, from every silo and every few seconds, that modules are looked after, and runs the built-in ones: each silo takes its part
/// of their messages.
/// </summary>
internal sealed class ModuleStarter(
    IGrainFactory grains, ModuleCensus census, IOptions<ModuleOptions> options, TimeProvider time, ILogger<ModuleStarter> logger) : SiloWork(time, logger)
{
    private const int MostMessages = 50;
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);
    private static readonly string s_version = typeof(ModuleStarter).Assembly.GetName().Version!.ToString(3);

    protected override Task RunAsync()
    {
        var every = options.Value.WatchEvery;
        return Task.WhenAll([
            RepeatAsync("modules", every, every, WatchAsync),
            .. BuiltInModules.All.Select(module => RepeatAsync($"module {module.Name}", TimeSpan.Zero, every, () => ServeAsync(module.Name))),
        ]);
    }

    private async Task WatchAsync()
    {
        await grains.Modules().EnsureWatchingAsync(Stopped);
        census.Healthy = (await grains.Modules().GetModulesAsync(Stopped)).Count(module => module.Healthy);
    }

    private async Task ServeAsync(string module)
    {
        var inbox = grains.Inbox(module);
        var half = options.Value.HealthyFor / 2;
        ImmutableArray<HubMessage> messages;
        try
        {
            messages = await inbox.ReceiveAsync(MostMessages, half < s_longestWait ? half : s_longestWait, cancellationToken: Stopped);
        }
        catch (NotFoundException)
        {
            // Not registered yet: the first silo to start does that.
            await Task.Delay(s_soon, Time, Stopped);
            return;
        }

        await grains.Module(module).BeatAsync(cancellationToken: Stopped);
        if (messages is [])
        {
            return;
        }

        var modules = await grains.Modules().ListAsync(cancellationToken: Stopped);
        ImmutableArray<string> names = [.. modules.Select(line => line.Name)];
        await inbox.AcknowledgeAsync(
            [.. messages.Select(message => new Acknowledgement(message.MessageId, BuiltInAnswers.To(message, s_version, names)))], Stopped);
    }
}
