using System.Collections.Immutable;

namespace Nms.Messaging;

/// <summary>What became of a broadcast.</summary>
/// <param name="Messages">One for each module that has it now.</param>
/// <param name="Refused">The modules that did not take it, and why.</param>
[GenerateSerializer, Immutable, Alias("Nms.Messaging.BroadcastReceipt")]
public sealed record BroadcastReceipt(
    [property: Id(0)] ImmutableArray<MessageReceipt> Messages,
    [property: Id(1)] ImmutableDictionary<string, string> Refused);
