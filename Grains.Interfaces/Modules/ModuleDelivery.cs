namespace Nms.Modules;

/// <summary>How a module hears of events that it subscribed to; messages can be had by asking in any case.</summary>
[GenerateSerializer, Alias("Nms.Modules.ModuleDelivery")]
public enum ModuleDelivery
{
    /// <summary>Not set.</summary>
    Unknown = 0,

    /// <summary>Over its WebSocket.</summary>
    Websocket = 1,

    /// <summary>By asking: events come as messages.</summary>
    Poll = 2,

    /// <summary>As signed requests to its address: messages, and events as messages.</summary>
    Webhook = 3,
}
