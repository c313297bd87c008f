namespace Nms.Gns3;

/// <summary>How notifications arrive.</summary>
public enum Gns3NotificationTransport
{
    /// <summary>One text frame each, over a WebSocket.</summary>
    WebSocket,

    /// <summary>One line each, in the endless answer to a GET.</summary>
    Http,
}
