namespace Nms.Contracts.Equipment;

/// <summary>A configuration file of equipment.</summary>
/// <param name="Name">Its path on the node, or "running-config".</param>
/// <param name="Source">How it was read.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Hash of its bytes, hexadecimal.</param>
/// <param name="At">When it was read.</param>
/// <param name="Version">Number of its version here; counts from 1.</param>
/// <param name="NotUnderstood">The first lines that were not understood.</param>
public sealed record EquipmentFileResponse(
    string Name,
    FactSource Source,
    int Bytes,
    string Sha256,
    DateTimeOffset At,
    int Version,
    IReadOnlyList<string> NotUnderstood);
