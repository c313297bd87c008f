namespace Nms.Gns3;

/// <summary>A message that was left out because it is not a notification.</summary>
/// <param name="Reason">Why it is none.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Start">Its first characters, for the log.</param>
public sealed record Gns3SkippedNotification(string Reason, int Length, string Start);
