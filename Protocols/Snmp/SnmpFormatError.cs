namespace Nms.Snmp;

/// <summary>What is wrong with bytes that should be a message, and where.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Offset">The byte it was found at, from the start of the datagram.</param>
public readonly record struct SnmpFormatError(SnmpFormatErrorKind Kind, int Offset)
{
    /// <summary>True when something is wrong.</summary>
    public bool Exists => Kind != SnmpFormatErrorKind.None;

    /// <inheritdoc/>
    public override string ToString() => Exists ? $"{Kind} at byte {Offset}" : "none";
}
