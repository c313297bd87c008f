namespace Nms.Gns3;

/// <summary>What a notification reader has read since it was made.</summary>
/// <param name="Connections">Connections made.</param>
/// <param name="Fallbacks">Connections over HTTP because the WebSocket was refused.</param>
/// <param name="Notifications">Notifications handed out.</param>
/// <param name="Skipped">Messages left out because they were malformed.</param>
public sealed record Gns3NotificationStatistics(long Connections, long Fallbacks, long Notifications, long Skipped);
