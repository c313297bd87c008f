namespace Nms.Consoles;

/// <summary>A console could not be used. The kind is for programs, the message for people; neither holds a password.</summary>
public sealed class ConsoleException : Exception
{
    /// <summary>Makes one.</summary>
    public ConsoleException(ConsoleErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>Why.</summary>
    public ConsoleErrorKind Kind { get; }
}
