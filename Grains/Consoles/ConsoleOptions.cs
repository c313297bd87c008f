namespace Nms.Consoles;

/// <summary>What may be typed at consoles.</summary>
public sealed class ConsoleOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Nms:Consoles";

    /// <summary>Commands that may be typed beside those that come with the program, which change nothing.</summary>
    /// <value>None.</value>
    public IList<PermittedCommand> Commands { get; } = [];
}
