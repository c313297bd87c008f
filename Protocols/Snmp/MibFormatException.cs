namespace Nms.Snmp;

/// <summary>"This text is no MIB module".</summary>
public sealed class MibFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="line">The line it was noticed in, from 1.</param>
    /// <param name="message">What is wrong.</param>
    public MibFormatException(int line, string message)
        : base($"Line {line}: {message}") => Line = line;

    /// <summary>The line it was noticed in, from 1.</summary>
    public int Line { get; }
}
