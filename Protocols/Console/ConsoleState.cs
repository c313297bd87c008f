namespace Nms.Consoles;

/// <summary>The state of an interface.</summary>
public enum ConsoleState
{
    /// <summary>Not told.</summary>
    Unknown,

    /// <summary>Up.</summary>
    Up,

    /// <summary>Down.</summary>
    Down,
}
