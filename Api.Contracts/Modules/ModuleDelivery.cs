namespace Nms.Contracts.Modules;

/// <summary>How a module hears of events that it subscribed to.</summary>
public enum ModuleDelivery
{
    /// <summary>websocket: over its WebSocket, as events.</summary>
    Websocket = 1,

    /// <summary>poll: in its inbox, as messages.</summary>
    Poll = 2,

    /// <summary>webhook: as signed requests to its address, like its messages.</summary>
    Webhook = 3,
}
