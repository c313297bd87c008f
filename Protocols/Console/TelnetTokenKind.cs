namespace Nms.Consoles;

/// <summary>What a piece of a telnet stream is (RFC 854).</summary>
public enum TelnetTokenKind
{
    /// <summary>Bytes for the terminal.</summary>
    Text,

    /// <summary>A command without an option, such as AYT or GA.</summary>
    Command,

    /// <summary>WILL, WONT, DO or DONT and the option it is about.</summary>
    Negotiation,

    /// <summary>What stands between SB and SE about an option (RFC 855).</summary>
    Subnegotiation,
}
