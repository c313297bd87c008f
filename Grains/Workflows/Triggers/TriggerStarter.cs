using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Nms.Workflows.Triggers;

/// <summary>Makes sure, from every silo and every few seconds, that triggers are looked after somewhere.</summary>
internal sealed class TriggerStarter(IGrainFactory grains, IOptions<WorkflowOptions> options, TimeProvider time, ILogger<TriggerStarter> logger) : SiloWork(time, logger)
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(5);

    protected override Task RunAsync() => options.Value.Triggers
        ? RepeatAsync("triggers of workflows", s_period, s_period, () => grains.GetGrain<IWorkflowTriggersGrain>(WellKnownKeys.Default).EnsureRunningAsync(Stopped))
        : Task.CompletedTask;
}
