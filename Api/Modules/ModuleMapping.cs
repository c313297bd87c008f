using Nms.Contracts.Modules;
using Nms.Messaging;
using Nms.Modules;
using ModuleDelivery = Nms.Contracts.Modules.ModuleDelivery;

namespace Nms.Api.Modules;

/// <summary>Modules as JSON shows them.</summary>
internal static class ModuleMapping
{
    public static ModuleResponse ToResponse(this ModuleSnapshot module, InboxCounters? counters) => new(
        module.Name,
        module.Registration.Version,
        module.Registration.Capabilities,
        (ModuleDelivery)module.Registration.Delivery,
        module.Registration.WebhookUrl,
        module.Registration.HealthUrl,
        module.Registration.Events,
        module.Registration.Critical,
        module.Registration.BuiltIn,
        module.Registration.OwnerName,
        module.RegisteredAt,
        module.UpdatedAt,
        module.LastHeartbeat,
        module.Healthy,
        module.Complaint,
        counters?.Total ?? 0,
        counters?.Failed ?? 0,
        counters?.Open ?? 0);
}
