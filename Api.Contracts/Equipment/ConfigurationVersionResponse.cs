namespace Nms.Contracts.Equipment;

/// <summary>One version of a configuration file.</summary>
/// <param name="Name">The file.</param>
/// <param name="Version">Its number; counts from 1.</param>
/// <param name="At">When it was first read so.</param>
/// <param name="LastSeenAt">When it was last read so.</param>
/// <param name="Source">How it was read.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Hash of its bytes.</param>
public sealed record ConfigurationVersionResponse(
    string Name,
    int Version,
    DateTimeOffset At,
    DateTimeOffset LastSeenAt,
    FactSource Source,
    int Bytes,
    string Sha256);
