namespace Nms.Webhooks;

/// <summary>How webhooks are delivered, and how many there may be.</summary>
public sealed class WebhookOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Nms:Webhooks";

    /// <summary>How long a receiver has to answer.</summary>
    /// <remarks>Longer holds up the later events of that webhook, and of no other.</remarks>
    /// <value>Default 10 seconds; 1 to 30 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often an event is tried again before it becomes a dead letter.</summary>
    /// <value>Default 3; 0 to 20.</value>
    public int Retries { get; set; } = 3;

    /// <summary>The wait before the first retry; each further one is double.</summary>
    /// <value>Default 2 seconds; 10 milliseconds to 10 minutes.</value>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait before a retry.</summary>
    /// <value>Default 5 minutes; not less than the first, to 1 day.</value>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>By which part of itself a wait is made shorter or longer at random, so that many do not return at one instant.</summary>
    /// <value>Default 0.2; 0 to 0.9.</value>
    public double Jitter { get; set; } = 0.2;

    /// <summary>After how many failures in a row a receiver is left alone for a while.</summary>
    /// <value>Default 10; 1 to 1,000.</value>
    public int PauseAfter { get; set; } = 10;

    /// <summary>The first such pause; each further one is double.</summary>
    /// <value>Default 30 seconds; 10 milliseconds to 1 hour.</value>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest pause, also of those that a receiver asks for with Retry-After.</summary>
    /// <remarks>Longer spares the receiver, and lets it wait longer for its events once it is back.</remarks>
    /// <value>Default 5 minutes; not less than the first, to 1 day.</value>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>After how long without a success, while there was something to deliver, a webhook is disabled.</summary>
    /// <value>Default 3 days; 1 second to 365 days.</value>
    public TimeSpan DisableAfter { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How many webhooks there may be in all.</summary>
    /// <value>Default 100; 1 to 1,000.</value>
    public int MaxWebhooks { get; set; } = 100;

    /// <summary>How many webhooks one principal may have.</summary>
    /// <value>Default 20; 1 to 1,000.</value>
    public int MaxPerOwner { get; set; } = 20;

    /// <summary>How many dead letters of one webhook are kept; the oldest go first.</summary>
    /// <remarks>About 300 bytes each in the state of a grain that is written whole.</remarks>
    /// <value>Default 1,000; 1 to 10,000.</value>
    public int MaxDeadLetters { get; set; } = 1_000;

    /// <summary>How many events of one webhook may be set aside for a retry; further ones stay in the log until there is room.</summary>
    /// <remarks>About 300 bytes each in the state of a grain that is written whole, up to once a second.</remarks>
    /// <value>Default 256; 1 to 5,000.</value>
    public int MaxWaiting { get; set; } = 256;

    /// <summary>The largest body that is sent.</summary>
    /// <value>Default 1 MiB; 4 KiB to 16 MiB.</value>
    public int MaxBodyBytes { get; set; } = 1 << 20;
}
