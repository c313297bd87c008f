namespace Nms.Contracts.Messaging;

/// <summary>What became of a broadcast.</summary>
/// <param name="MessageIds">One message for each module that has it now.</param>
/// <param name="TargetCount">How many they are.</param>
/// <param name="Capability">The capability that was asked for.</param>
/// <param name="Refused">The modules that did not take it, and why.</param>
/// <param name="Timestamp">When this was answered.</param>
public sealed record BroadcastResponse(
    IReadOnlyList<Guid> MessageIds, int TargetCount, string? Capability, IReadOnlyDictionary<string, string> Refused, DateTimeOffset Timestamp);
