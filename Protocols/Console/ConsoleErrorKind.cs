namespace Nms.Consoles;

/// <summary>Why a console could not be used.</summary>
public enum ConsoleErrorKind
{
    /// <summary>Nobody listens at the address, or there is no way to it.</summary>
    Unreachable,

    /// <summary>Somebody else is using it: another session of this process, a half typed line, output nobody here asked for, a configuration mode.</summary>
    Busy,

    /// <summary>It asks for a name or password that was not given or that it does not accept.</summary>
    LoginFailed,

    /// <summary>It does not show a prompt, or one of no known dialect.</summary>
    NoPrompt,

    /// <summary>It closed the connection.</summary>
    Closed,

    /// <summary>The prompt did not come back in time.</summary>
    TimedOut,

    /// <summary>It said more than the limit.</summary>
    TooMuchOutput,

    /// <summary>The kind of console is not spoken here, or the dialect has no such command.</summary>
    NotSupported,
}
