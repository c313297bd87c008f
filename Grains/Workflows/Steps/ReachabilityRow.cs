namespace Nms.Workflows.Steps;

/// <summary>What became of a pair.</summary>
/// <param name="From">The node that asked.</param>
/// <param name="To">Who was asked.</param>
/// <param name="Address">The address that was asked.</param>
/// <param name="Reachable">Whether it answered; null when it could not be tried.</param>
/// <param name="LossPercent">Requests without an answer.</param>
/// <param name="RttMs">Mean round trip in milliseconds.</param>
/// <param name="Error">Why it could not be tried.</param>
internal sealed record ReachabilityRow(string From, string To, string Address, bool? Reachable, double? LossPercent, double? RttMs, string? Error);
