using Microsoft.Extensions.Logging;
using Nms.Events;
using Nms.Webhooks;
using Nms.Workflows.Definitions;

namespace Nms.Workflows.Triggers;

/// <summary>What looking after triggers needs.</summary>
internal sealed class TriggerServices(
    IGrainFactory grains, DefinitionCache definitions, IWorkflowStore store, IEventLog log, IEventSignal signal, IWebhookAudience audience, TimeProvider time, ILogger<TriggerPump> logger)
{
    public IGrainFactory Grains => grains;

    public DefinitionCache Definitions => definitions;

    public IWorkflowStore Store => store;

    public IEventLog Log => log;

    public IEventSignal Signal => signal;

    /// <summary>Says which events a principal may see.</summary>
    public IWebhookAudience Audience => audience;

    public TimeProvider Time => time;

    public ILogger<TriggerPump> Logger => logger;
}
