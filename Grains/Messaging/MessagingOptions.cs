namespace Nms.Messaging;

/// <summary>How messages to modules are kept and delivered.</summary>
public sealed class MessagingOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Nms:Messaging";

    /// <summary>Most messages that one inbox holds open.</summary>
    /// <remarks>Each takes some 300 bytes of memory beside its content on the disk. A sender that finds the inbox full is told to come later.</remarks>
    /// <value>Default 100,000; 1 to 1,000,000.</value>
    public int MaximumMessages { get; set; } = 100_000;

    /// <summary>Most bytes that the contents of one inbox's open messages take on the disk.</summary>
    /// <value>Default 256 MiB; 1 MiB to 16 GiB.</value>
    public long MaximumBytes { get; set; } = 256L << 20;

    /// <summary>How long a module has for a message that was handed to it before it is handed out again.</summary>
    /// <remarks>Shorter finds a module that died sooner, and repeats what a slow one is still doing.</remarks>
    /// <value>Default 30 seconds; 100 milliseconds to 1 hour.</value>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many times a message that failed is tried again before it becomes a dead letter.</summary>
    /// <value>Default 3; 0 to 20.</value>
    public int Retries { get; set; } = 3;

    /// <summary>The wait before the first of these tries; each later one is twice as long.</summary>
    /// <value>Default 2 seconds; 1 millisecond to 1 hour.</value>
    public TimeSpan RetryFirst { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a message waits whose sender did not say how long.</summary>
    /// <value>Default 24 hours; 1 second to 30 days.</value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long finished messages stay visible: completed ones, dead letters and expired ones.</summary>
    /// <value>Default 24 hours; 1 minute to 365 days.</value>
    public TimeSpan KeepFinished { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How many of the newest messages may be finished ones; older finished ones go although their time is not over.</summary>
    /// <remarks>A message takes about 700 bytes on the disk with its indexes, and its content.</remarks>
    /// <value>Default 1,000,000; 1,000 to 100,000,000.</value>
    public long MaximumFinished { get; set; } = 1_000_000;

    /// <summary>The schedule of retries.</summary>
    internal RetrySchedule Schedule => new(RetryFirst, Retries);
}
