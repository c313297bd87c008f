namespace Nms.Contracts.Equipment;

/// <summary>The console of equipment.</summary>
/// <param name="Available">Whether there is one that was, or could be, opened.</param>
/// <param name="Type">GNS3's type.</param>
/// <param name="Host">Where it listens.</param>
/// <param name="Port">Where it listens.</param>
/// <param name="AutoStart">Whether it opens when the node starts.</param>
/// <param name="Reachable">Whether the port accepted a connection; null when it was not tried.</param>
/// <param name="Dialect">The dialect that the equipment speaks there.</param>
/// <param name="Prompt">Its prompt.</param>
/// <param name="Error">Why nothing was read.</param>
public sealed record EquipmentConsoleResponse(
    bool Available,
    string? Type,
    string? Host,
    int? Port,
    bool AutoStart,
    bool? Reachable,
    string? Dialect,
    string? Prompt,
    string? Error);
