using System.Collections.Immutable;
using Nms.Events;
using Nms.Messaging;

namespace Nms.Modules;

/// <summary>What a built-in module answers to a message. Pure.</summary>
internal static class BuiltInAnswers
{
    /// <summary>What built-in modules can do.</summary>
    public static ImmutableArray<string> Capabilities { get; } = ["service_discovery", "health_check"];

    public static string To(HubMessage message, string version, IReadOnlyList<string> modules) => EventData.Write(writer =>
    {
        writer.WriteString("module", message.Inbox);
        writer.WriteBoolean("handled", message.Type is MessageType.ServiceDiscovery or MessageType.HealthCheck);
        switch (message.Type)
        {
            case MessageType.HealthCheck:
                writer.WriteString("status", "healthy");
                writer.WriteString("version", version);
                break;
            case MessageType.ServiceDiscovery:
                writer.WriteString("version", version);
                EventData.WriteWords(writer, "capabilities", Capabilities);
                EventData.WriteWords(writer, "registered_modules", modules);
                break;
            default:
                writer.WriteString("reason", $"{message.Inbox} answers service_discovery and health_check.");
                break;
        }
    });
}
