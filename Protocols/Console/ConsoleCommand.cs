namespace Nms.Consoles;

/// <summary>
/// A command that reads and changes nothing. Only dialects make them, so a session cannot be given anything else to type.
/// </summary>
public sealed class ConsoleCommand
{
    internal ConsoleCommand(ConsoleTopic topic, string text, bool isPrivileged = false, bool isAlternative = false, bool isOptional = false)
    {
        Topic = topic;
        Text = text;
        IsPrivileged = isPrivileged;
        IsAlternative = isAlternative;
        IsOptional = isOptional;
    }

    /// <summary>What the answer tells about.</summary>
    public ConsoleTopic Topic { get; }

    /// <summary>What is typed.</summary>
    public string Text { get; }

    /// <summary>Whether equipment with privilege levels answers it in privileged mode only.</summary>
    public bool IsPrivileged { get; }

    /// <summary>Whether it is asked only when no command before it told of its topic.</summary>
    public bool IsAlternative { get; }

    /// <summary>Whether equipment of the dialect need not know it: that it refuses is no news.</summary>
    public bool IsOptional { get; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
