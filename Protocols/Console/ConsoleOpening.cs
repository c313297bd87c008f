using System.Diagnostics.CodeAnalysis;

namespace Nms.Consoles;

/// <summary>What became of an attempt to open a console. That a console is silent or in use is an answer and no exception.</summary>
public sealed class ConsoleOpening
{
    private ConsoleOpening(ConsoleSession? session, ConsoleException? failure)
    {
        Session = session;
        Failure = failure;
    }

    /// <summary>Whether there is a session.</summary>
    [MemberNotNullWhen(true, nameof(Session))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsOpen => Session is not null;

    /// <summary>The session, to be disposed.</summary>
    public ConsoleSession? Session { get; }

    /// <summary>Why there is none.</summary>
    public ConsoleException? Failure { get; }

    internal static ConsoleOpening Opened(ConsoleSession session) => new(session, null);

    internal static ConsoleOpening Failed(ConsoleException failure) => new(null, failure);
}
