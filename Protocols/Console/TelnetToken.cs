namespace Nms.Consoles;

/// <summary>A piece of a telnet stream (RFC 854, RFC 855). Its bytes are valid until the parser reads on.</summary>
public readonly ref struct TelnetToken
{
    internal TelnetToken(TelnetTokenKind kind, byte command, byte option, ReadOnlySpan<byte> bytes)
    {
        Kind = kind;
        Command = command;
        Option = option;
        Bytes = bytes;
    }

    /// <summary>What it is.</summary>
    public TelnetTokenKind Kind { get; }

    /// <summary>The command of a <see cref="TelnetTokenKind.Command"/> or <see cref="TelnetTokenKind.Negotiation"/>.</summary>
    public byte Command { get; }

    /// <summary>The option of a negotiation or subnegotiation.</summary>
    public byte Option { get; }

    /// <summary>The text, or the parameters of a subnegotiation with doubled IACs undone.</summary>
    public ReadOnlySpan<byte> Bytes { get; }
}
