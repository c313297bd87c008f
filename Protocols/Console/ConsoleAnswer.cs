namespace Nms.Consoles;

/// <summary>What equipment said to a command.</summary>
/// <param name="Command">The command.</param>
/// <param name="Text">The lines between the command and the next prompt: without echo, pagers and escape sequences, ended by line feeds.</param>
/// <param name="IsRefused">Whether the equipment does not know the command or does not allow it.</param>
public sealed record ConsoleAnswer(ConsoleCommand Command, string Text, bool IsRefused);
