namespace Nms.Consoles;

/// <summary>Where a console is: a server of Telnet (RFC 854), or of bytes without it.</summary>
/// <param name="Host">A name or an address.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="Type">What is spoken there.</param>
public sealed record ConsoleEndpoint(string Host, int Port, ConsoleType Type = ConsoleType.Telnet)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Host}:{Port}";
}
