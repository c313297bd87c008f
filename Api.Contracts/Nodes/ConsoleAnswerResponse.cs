namespace Nms.Contracts.Nodes;

/// <summary>One command and its answer.</summary>
/// <param name="Command">What was typed.</param>
/// <param name="Text">What was said until the prompt returned: without echo, pagers and escape sequences.</param>
/// <param name="Refused">Whether the equipment does not know the command or does not allow it.</param>
public sealed record ConsoleAnswerResponse(string Command, string Text, bool Refused);
