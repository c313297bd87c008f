using Nms.Access;

namespace Nms.Consoles;

/// <summary>Commands of one dialect that may be typed.</summary>
public sealed class PermittedCommand
{
    /// <summary>The dialect: vpcs, ios, nx-os, eos, vtysh, linux, vyos, routeros, junos.</summary>
    public string Dialect { get; set; } = "";

    /// <summary>The command; * stands for letters, digits, spaces and . , : / @ + = % _ -, and for nothing that a shell takes for more than a word.</summary>
    public string Pattern { get; set; } = "";

    /// <summary>Who may: console.write, or console.read for commands that change nothing.</summary>
    /// <value>Default console.write.</value>
    public string Permission { get; set; } = Permissions.ConsoleWrite;
}
