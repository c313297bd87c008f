using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nms.Events;
using Nms.Load;
using Nms.Workflows.Steps;

[assembly: HostingStartup(typeof(PublishingPlatform))]

namespace Nms.Load;

/// <summary>
/// The platform itself, started by its own entry point, with a line added on which the benchmark has events appended to the
/// log: what equipment would cause, without the equipment.
/// </summary>
internal sealed class PublishingPlatform : IHostingStartup
{
    private const string PortVariable = "NMS_BENCHMARK_LINE";
    private const string NumberedVariable = "NMS_BENCHMARK_NUMBERED_LINE";
    private const string HubVariable = "NMS_BENCHMARK_HUB_LINE";
    private const string WorkflowVariable = "NMS_BENCHMARK_WORKFLOW_LINE";
    private const string Entry = "Nms.Silo";

    /// <summary>Arguments: the ports of the four lines, then the platform's own.</summary>
    public static async Task RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        Environment.SetEnvironmentVariable(PortVariable, arguments[0]);
        Environment.SetEnvironmentVariable(NumberedVariable, arguments[1]);
        Environment.SetEnvironmentVariable(HubVariable, arguments[2]);
        Environment.SetEnvironmentVariable(WorkflowVariable, arguments[3]);
        Environment.SetEnvironmentVariable("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(PublishingPlatform).Assembly.GetName().Name);
        var main = Assembly.Load(Entry).EntryPoint ?? throw new InvalidOperationException($"{Entry} has no entry point.");
        await Task.Run(() => main.Invoke(null, [arguments[4..]]), cancellationToken);
    }

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services =>
    {
        // The startup of a program's own assembly always runs: in the other peers too, which have no log.
        if (Environment.GetEnvironmentVariable(PortVariable) is null)
        {
            return;
        }

        services.AddHostedService(provider =>
        {
            var log = provider.GetRequiredService<IEventLog>();
            return new PublishLine(Port(PortVariable), TimeProvider.System, async (batch, cancellationToken) =>
                await log.AppendAsync([.. batch.Select(ToEvent)], cancellationToken));
        });
        services.AddHostedService(provider => new NumberedLine(Port(NumberedVariable), provider.GetRequiredService<IEventLog>(), TimeProvider.System, provider.GetRequiredService<ILogger<NumberedLine>>()));
        services.AddSingleton<IStepKind, NoopStep>();
        services.AddSingleton<HeldStep>();
        services.AddSingleton<IStepKind>(provider => provider.GetRequiredService<HeldStep>());
        services.AddHostedService(provider => new WorkflowLine(Port(WorkflowVariable), provider.GetRequiredService<IGrainFactory>(), provider.GetRequiredService<HeldStep>(), TimeProvider.System));
        services.AddHostedService(provider => new HubLine(Port(HubVariable), provider.GetRequiredService<IGrainFactory>(), TimeProvider.System));
    });

    private static int Port(string variable) => int.Parse(Environment.GetEnvironmentVariable(variable)!, CultureInfo.InvariantCulture);

    private static EventEnvelope ToEvent(Publication publication) => new()
    {
        EventId = Guid.CreateVersion7(),
        Type = publication.Priority == EventPriority.Low ? "compute.updated" : publication.Priority == EventPriority.Critical ? "server.disconnected" : "node.started",
        Priority = publication.Priority,
        OccurredAt = TimeProvider.System.GetUtcNow(),
        DataJson = Encoding.UTF8.GetString(publication.Json),
    };
}
