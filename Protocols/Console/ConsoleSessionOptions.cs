namespace Nms.Consoles;

/// <summary>How patient a session is, and how much it takes.</summary>
public sealed record ConsoleSessionOptions
{
    /// <summary>How long connecting may take.</summary>
    /// <value>5 seconds by default.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the prompt may take after the console was woken or a step of the login was done.</summary>
    /// <value>10 seconds by default.</value>
    public TimeSpan PromptTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the answer to a command may take in all.</summary>
    /// <value>30 seconds by default.</value>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the console is watched before a key is typed, and for the effect of the first keys.</summary>
    /// <remarks>Shorter is faster; longer notices a person who types slowly.</remarks>
    /// <value>250 milliseconds by default.</value>
    public TimeSpan LookTime { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long nothing may follow what looks like the prompt before it is taken for it.</summary>
    /// <remarks>A tie breaker only. It grows with the pauses the console makes itself.</remarks>
    /// <value>60 milliseconds by default.</value>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>The most bytes of an answer, and of what comes before the first prompt.</summary>
    /// <value>4 MB by default.</value>
    public int MaxOutputBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>What to do about output in pages.</summary>
    public ConsolePaging Paging { get; init; }

    /// <summary>Whether privileged mode is asked for where the dialect has one.</summary>
    public bool Privileged { get; init; } = true;

    /// <summary>Who keeps two sessions from one console.</summary>
    /// <value>By default one for the whole process.</value>
    public IConsoleGuard Guard { get; init; } = ConsoleGuard.Process;
}
