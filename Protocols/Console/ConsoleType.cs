namespace Nms.Consoles;

/// <summary>What is spoken at a console; the names are those of GNS3.</summary>
public enum ConsoleType
{
    /// <summary>Telnet (RFC 854).</summary>
    Telnet,

    /// <summary>The bytes of the terminal and nothing else.</summary>
    Raw,

    /// <summary>A web page; not spoken here.</summary>
    Http,

    /// <summary>A web page over TLS; not spoken here.</summary>
    Https,

    /// <summary>A screen (RFC 6143); not spoken here.</summary>
    Vnc,

    /// <summary>A screen; not spoken here.</summary>
    Spice,

    /// <summary>No console at all.</summary>
    None,
}
