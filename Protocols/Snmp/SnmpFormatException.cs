namespace Nms.Snmp;

/// <summary>"These bytes are not an SNMP message" as RFC 3417 §8 serializes one. The only exception decoding throws.</summary>
public sealed class SnmpFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="error">What is wrong, and where.</param>
    public SnmpFormatException(SnmpFormatError error)
        : base($"Not an SNMP message: {error}.") => Error = error;

    /// <summary>What is wrong, and where.</summary>
    public SnmpFormatError Error { get; }
}
