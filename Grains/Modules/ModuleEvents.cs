using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Modules;

/// <summary>What the hub tells of modules.</summary>
internal static class ModuleEvents
{
    private const string Source = "hub";

    public static EventDraft Registered(ModuleRegistration module) => Of("module.registered", module, []);

    public static EventDraft Updated(ModuleRegistration module, ImmutableArray<string> changed) => Of("module.updated", module, changed);

    public static EventDraft Unregistered(ModuleRegistration module) => Of("module.unregistered", module, []);

    public static EventDraft Health(ModuleSnapshot module) => new(
        module switch
        {
            { Healthy: true } => "module.recovered",
            { Registration.Critical: true } => "module.unhealthy",
            _ => "module.silent",
        },
        Guid.Empty,
        null,
        EventData.Write(writer =>
        {
            writer.WriteString("module", module.Name);
            writer.WriteBoolean("critical", module.Registration.Critical);
            writer.WriteBoolean("healthy", module.Healthy);
            writer.WriteString("reason", module.Complaint);
            writer.WriteString("last_heartbeat", module.LastHeartbeat);
        }),
        Source);

    private static EventDraft Of(string type, ModuleRegistration module, ImmutableArray<string> changed) => new(
        type,
        Guid.Empty,
        null,
        EventData.Write(writer =>
        {
            writer.WriteString("module", module.Name);
            writer.WriteString("version", module.Version);
            writer.WriteBoolean("critical", module.Critical);
            EventData.WriteWords(writer, "capabilities", module.Capabilities);
            if (changed is not [])
            {
                EventData.WriteWords(writer, "changed", changed);
            }
        }),
        Source);
}
