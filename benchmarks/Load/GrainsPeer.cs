using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nms.Nodes;
using Nms.Storage;

namespace Nms.Load;

/// <summary>A silo that activates many grains of one kind and says what they cost.</summary>
internal static class GrainsPeer
{
    public const string Create = "create";
    public const string Read = "read";
    public const string Minimal = "minimal";

    private const int Callers = 64;
    private static readonly Guid Project = new(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static async Task RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var (kind, folder, count) = (arguments[0], arguments[1], int.Parse(arguments[2], CultureInfo.InvariantCulture));
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(Ports.Free(), Ports.Free());
            silo.AddEmbeddedStorage(folder);
            silo.AddNmsGrains(builder.Configuration);
        });
        using var host = builder.Build();
        await host.StartAsync(cancellationToken);
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        Func<int, Task> activate = kind switch
        {
            Create => i => grains.GetGrain<INodeGrain>(Key(i).ToString()).ObserveAsync(Observed(i), cancellationToken),
            Read => i => grains.GetGrain<INodeGrain>(Key(i).ToString()).GetAsync(cancellationToken).AsTask(),
            _ => i => grains.GetGrain<IMinimalGrain>(Key(i).ToString()).AddAsync(1),
        };
        await activate(count);

        var time = TimeProvider.System;
        var (managed, resident, cpu, started) = (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet, Environment.CpuUsage.TotalTime, time.GetTimestamp());
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellationToken }, async (i, _) =>
        {
            await activate(i);
            await Task.Yield();
        });
        var (seconds, used) = (time.GetElapsedTime(started).TotalSeconds, Environment.CpuUsage.TotalTime - cpu);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{ChildProcess.Result}{GC.GetTotalMemory(forceFullCollection: true) - managed} {Environment.WorkingSet - resident} {seconds} {used.TotalSeconds}"));
        await host.StopAsync(cancellationToken);
    }

    private static NodeKey Key(int i) => new(Project, new Guid(i, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));

    private static NodeObservation Observed(int i) => new(
        new NodeSnapshot
        {
            Key = Key(i),
            Server = "default",
            Name = $"R{i}",
            NodeType = "dynamips",
            Status = NodeStatus.Stopped,
            ComputeId = "local",
            Console = new ConsoleEndpoint("telnet", "127.0.0.1", 5000 + (i % 5000)),
            X = i % 1000,
            Y = i / 1000,
            Symbol = ":/symbols/router.svg",
            Ports = [new NodePort("FastEthernet0/0", "f0/0", 0, 0, "ethernet"), new NodePort("FastEthernet1/0", "f1/0", 1, 0, "ethernet")],
            PropertiesJson = """{"platform":"c7200","ram":512,"nvram":512,"image":"c7200.image"}""",
        },
        HasStatus: true,
        IsPartial: false);
}
