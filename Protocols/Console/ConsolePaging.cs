namespace Nms.Consoles;

/// <summary>What a session does about output that stops at each page.</summary>
public enum ConsolePaging
{
    /// <summary>Switches it off where the session logged in itself, and turns the pages where it found somebody's session.</summary>
    Automatic,

    /// <summary>Turns the pages: nothing is changed on the console.</summary>
    TurnPages,

    /// <summary>Switches it off for the session on the equipment, which others see who use the console later.</summary>
    SwitchOff,
}
